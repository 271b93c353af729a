namespace ErpSync.Storage.PostgreSql.Tests.Server;

/// <summary>A fact that needs a PostgreSQL server; says why it was skipped where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = TestServer.Missing;
}
