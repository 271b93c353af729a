namespace ErpSync.Storage.PostgreSql.Tests.Server;

/// <summary>The theory form of <see cref="PostgreSqlFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = TestServer.Missing;
}
