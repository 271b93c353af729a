using CustomAdapter;
using ErpSync.Engine;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ErpSync.Samples.Tests;

/// <summary>The sample's host: the warehouse adapter, the shop in memory, an engine that is quick to look again.</summary>
internal sealed class WarehouseHost : IAsyncDisposable
{
    public const string Shipments = "shipments:wms";
    public const string Stock = "stock:wms";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly IHost _host;

    private WarehouseHost()
    {
        _http = new HttpClient(Warehouse) { BaseAddress = new Uri("https://wms.example/") };
        Shop.Sell("MUG", "main");
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddErpSync(sync => sync
            .UseInMemoryStore()
            .Engine(engine => (engine.IdlePoll, engine.FirstBackoff) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)))
            .AddConnection("wms", _ => new WmsConnector("wms", _http, TimeProvider.System), new ConnectionOptions { ThrottlePause = TimeSpan.FromMilliseconds(20), RecheckInterval = TimeSpan.FromMilliseconds(20) })
            .AddConnection("shop", _ => Shop)
            .AddFlow(provider => ActivatorUtilities.CreateInstance<ShipmentFlow>(provider, "wms", "shop"))
            .SyncStock(from: "wms", to: "shop"));
        _host = builder.Build();
        ErpSync = _host.Services.GetRequiredService<IErpSync>();
    }

    public PretendWarehouse Warehouse { get; } = new();

    public InMemoryShop Shop { get; } = new("shop", TimeProvider.System);

    public IErpSync ErpSync { get; }

    public static async Task<WarehouseHost> StartAsync()
    {
        var host = new WarehouseHost();
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Waits until nothing is waiting any more and returns the counts; fails when that takes too long.</summary>
    public async Task<StoreCounts> SettleAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var counts = (await ErpSync.OverviewAsync(patience.Token)).Counts;
            if (counts is { Accepted: > 0, Waiting: 0 })
            {
                return counts;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _http.Dispose();
        Warehouse.Dispose();
    }
}
