namespace ErpSync.Storage.PostgreSql.Tests.Server;

/// <summary>The theory form of <see cref="PoolerFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PoolerTheoryAttribute : TheoryAttribute
{
    public PoolerTheoryAttribute() => Skip = PgBouncer.Missing;
}
