using ErpSync;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Engine;

/// <summary>A real host with one flow between both ends of a connector that does nothing: webhook intake, inbox, planning, commit, dispatch.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    public const string Connection = "parcels";

    private readonly IHost _host;

    private EngineHost(IHost host, NoOpConnector connector)
    {
        _host = host;
        Connector = connector;
        Store = host.Services.GetRequiredService<ISyncStore>();
        Intake = host.Services.GetRequiredService<IWebhookIntake>();
    }

    public NoOpConnector Connector { get; }

    public ISyncStore Store { get; }

    public IWebhookIntake Intake { get; }

    /// <param name="store"><c>sqlite</c>, <c>postgres</c> or <c>memory</c>.</param>
    /// <param name="path">File for SQLite.</param>
    /// <param name="writes">Whether a plan writes.</param>
    /// <param name="prepare">Fills the store before the engine starts, or null.</param>
    public static async Task<EngineHost> StartAsync(string store, string path, bool writes, Func<ISyncStore, ILaneOwnership, Task>? prepare = null)
    {
        var connector = new NoOpConnector(Connection);
        var postgres = store == "postgres" ? await Postgres.NewStoreAsync() : null;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync =>
        {
            if (store == "sqlite")
            {
                sync.UseSqlite(new SqliteStoreOptions { Path = path });
            }
            else if (postgres is not null)
            {
                sync.UsePostgreSql(postgres);
            }
            else
            {
                sync.UseInMemoryStore();
            }

            Compose(sync, connector, writes);
        });
        var host = builder.Build();
        await host.Services.GetRequiredService<ISyncStore>().MigrateAsync(CancellationToken.None);
        if (prepare is not null)
        {
            await prepare(host.Services.GetRequiredService<ISyncStore>(), host.Services.GetRequiredService<ILaneOwnership>());
        }

        await host.StartAsync();
        return new EngineHost(host, connector);
    }

    /// <summary>The flow and both ends of it.</summary>
    public static void Compose(IErpSyncBuilder sync, NoOpConnector connector, bool writes) => sync
        .Engine(engine => engine.PlanBatchSize = 500)
        .AddConnection(Connection, _ => connector)
        .AddEntity(NoOpConnector.Entity, ParcelJson.Default.Parcel)
        .AddFlow(_ => new ParcelFlow(Connection, writes));

    /// <summary>Waits until as many signals have ended.</summary>
    public async Task<StoreCounts> UntilEndedAsync(long signals, Task sending)
    {
        while (true)
        {
            var counts = await Store.CountAsync(CancellationToken.None);
            if (counts.Accepted - counts.Waiting >= signals || sending.IsFaulted)
            {
                await sending;
                return counts;
            }

            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
