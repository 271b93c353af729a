namespace ErpSync.Storage.PostgreSql.Tests.Server;

/// <summary>One server for all tests of the collection.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (TestServer.Missing is null)
        {
            Server = await TestServer.StartAsync();
        }
    }

    public Task DisposeAsync()
    {
        Server?.Dispose();
        return Task.CompletedTask;
    }
}
