namespace ErpSync.Storage.PostgreSql.Tests.Server;

/// <summary>A fact that needs PgBouncer; says why it was skipped where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PoolerFactAttribute : FactAttribute
{
    public PoolerFactAttribute() => Skip = PgBouncer.Missing;
}
