using ErpSync;
using ErpSync.Demand;
using ErpSync.Engine;
using ErpSync.Inventory;
using ErpSync.Storage;

namespace Quickstart.FlashSale;

/// <summary>The host of a merchant who promises only what is there: two shops, one ERP, claims with a bound, demand data.</summary>
internal sealed class FlashSaleHost : IAsyncDisposable
{
    private static readonly ConnectionOptions Brisk = new() { ThrottlePause = TimeSpan.FromMilliseconds(200), BreakDuration = TimeSpan.FromMilliseconds(500) };

    private readonly WebApplication _app;

    private FlashSaleHost(WebApplication app) => _app = app;

    public IErpSync ErpSync => _app.Services.GetRequiredService<IErpSync>();

    public IDemandFeed Demand => _app.Services.GetRequiredService<IDemandFeed>();

    public IStockStore Stock => (IStockStore)_app.Services.GetRequiredService<ISyncStore>();

    public static async Task<FlashSaleHost> StartAsync(FlashSaleSystems systems, string? database, CancellationToken ct)
    {
        var port = SyncHost.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Logging.ClearProviders();
        builder.Services.AddErpSync(sync =>
        {
            Compose(sync, systems, port);
            if (database is not null)
            {
                sync.UseSqlite(database);
            }
        });
        var app = builder.Build();
        app.MapErpSyncWebhooks("/hooks");
        await app.Services.MigrateErpSyncAsync(ct);
        await app.StartAsync(ct);
        return new FlashSaleHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Compose(IErpSyncBuilder sync, FlashSaleSystems systems, int port)
    {
        sync.Engine(engine =>
            {
                engine.WebhookBaseAddress = new Uri($"http://localhost:{port}/hooks");
                engine.SweepInterval = TimeSpan.FromSeconds(2);
                engine.IdlePoll = TimeSpan.FromMilliseconds(100);
                engine.FirstBackoff = TimeSpan.FromMilliseconds(200);
                engine.MaxBackoff = TimeSpan.FromSeconds(2);
                engine.WaitPoll = TimeSpan.FromSeconds(1);
                engine.MaxAttempts = 30;
                engine.MaxConflicts = 20;
            })
            .AddBusinessCentral("erp", erp =>
            {
                erp.BaseAddress = systems.Erp.BaseAddress;
                erp.TenantId = systems.Erp.Options.Tenant;
                erp.Environment = systems.Erp.Options.Environment;
                erp.CompanyId = systems.Erp.CompanyId;
                erp.StaticToken = systems.Erp.Token;
                erp.WebhookClientState = "flash-sale-client-state";
                erp.UnknownOutcomeWait = TimeSpan.FromMilliseconds(1200);
                erp.TaxCodes["MwSt@0.19"] = "VAT19";
                erp.TaxCodes["MwSt@0.07"] = "VAT7";
                erp.DeltaOverlap = TimeSpan.FromSeconds(15);
            }, Brisk)
            // An order that wants more than there is claims nothing and is a case; nobody is promised what somebody else was promised.
            .Inventory(inventory => inventory.ReserveAt(ReservationTrigger.OrderPlaced).Backorders(new BackorderPolicy { Kind = BackorderKind.Deny }))
            .Demand();
        foreach (var channel in systems.Channels)
        {
            sync.AddShopify(channel.Id, shop =>
                {
                    shop.ShopDomain = channel.Shop.ShopDomain;
                    shop.Endpoint = channel.Shop.BaseAddress;
                    shop.ClientId = channel.Shop.ClientId;
                    shop.ClientSecret = channel.Shop.ClientSecret;
                    shop.LocationMap[""] = $"gid://shopify/Location/{channel.Shop.World.LocationIds[0]}";
                    shop.Overlap = TimeSpan.FromSeconds(15);
                }, Brisk)
                .SyncOrders(from: channel.Id, to: "erp", orders => (orders.GuestCustomerNumber, orders.ExternalNumberPrefix) = ("GUEST", channel.Prefix))
                .SyncStock(from: "erp", to: channel.Id);
        }
    }
}
