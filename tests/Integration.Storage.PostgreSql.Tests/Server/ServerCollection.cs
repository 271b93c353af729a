namespace ErpSync.Storage.PostgreSql.Tests.Server;

[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<ServerFixture>
{
    public const string Name = "PostgreSQL server";
}
