using System.Net;
using System.Net.Sockets;
using ErpSync;
using ErpSync.Engine;
using ErpSync.Inventory;
using ErpSync.Planning;
using ErpSync.Planning.Documents.Settings;
using ErpSync.Reconciliation.Live;
using ErpSync.Storage;
using Quickstart.Books;
using Quickstart.Roles;

namespace Quickstart;

/// <summary>The host a user would write: ErpSync between one shop and one ERP, with webhooks and a small status page.</summary>
internal sealed class SyncHost : IAsyncDisposable
{
    // The sandboxes recover faster than the real systems, so a refusal rests a connection for less.
    private static readonly ConnectionOptions Brisk = new() { ThrottlePause = TimeSpan.FromMilliseconds(200), BreakDuration = TimeSpan.FromMilliseconds(500) };

    /// <summary>Units of every article that the shop does not see.</summary>
    public const decimal Buffer = 2m;

    private readonly WebApplication _app;

    private SyncHost(WebApplication app) => _app = app;

    public IErpSync ErpSync => _app.Services.GetRequiredService<IErpSync>();

    /// <summary>The stock ledger.</summary>
    public IStockStore Stock => (IStockStore)_app.Services.GetRequiredService<ISyncStore>();

    public IReconciliation Reconciliation => _app.Services.GetRequiredService<IReconciliation>();

    /// <summary>Starts the host.</summary>
    /// <param name="place">Addresses and secrets of both systems.</param>
    /// <param name="database">SQLite file; null keeps everything in memory.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <param name="also">Composes further, for example other accounts; null for nothing.</param>
    public static async Task<SyncHost> StartAsync(SandboxPlace place, string? database, CancellationToken ct, Action<IErpSyncBuilder>? also = null)
    {
        var port = place.HostPort;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("QUICKSTART_LOG") is { Length: > 0 })
        {
            builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        }

        builder.Services.AddErpSync(sync =>
        {
            Compose(sync, place, port);
            if (database is not null)
            {
                sync.UseSqlite(database);
            }

            also?.Invoke(sync);
        });
        builder.Services.AddHealthChecks().AddErpSync();

        var app = builder.Build();
        app.MapErpSyncWebhooks("/hooks");
        app.MapHealthChecks("/health");
        app.MapGet("/signals", async (IErpSync erpSync, CancellationToken token) => Results.Json(await SignalsAsync(erpSync, token), QuickstartJson.Default.SignalFigures));
        await app.Services.MigrateErpSyncAsync(ct);
        await app.StartAsync(ct);
        return new SyncHost(app);
    }

    public static async ValueTask<SignalFigures> SignalsAsync(IErpSync erpSync, CancellationToken ct)
    {
        var counts = (await erpSync.OverviewAsync(ct)).Counts;
        return new SignalFigures(counts.Accepted, counts.Applied, counts.Unchanged, counts.Superseded, counts.Waiting, counts.Cased);
    }

    /// <summary>A port nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task WaitForShutdownAsync(CancellationToken ct) => await _app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Orders(OrderSyncOptions orders, SandboxPlace place)
    {
        orders.GuestCustomerNumber = "GUEST";
        orders.Payments = place.BookPayments ? PaymentBooking.Receipts : PaymentBooking.None;
        orders.Executor = place.Exchange is null ? FulfilmentExecutor.Erp : FulfilmentExecutor.Shop;
        orders.Documents = new DocumentSettings { CustomItem = CustomItemPolicy.AccountRole, TotalToleranceMinorUnits = 3 };
    }

    private static void Compose(IErpSyncBuilder sync, SandboxPlace place, int port) => sync
        .Engine(engine =>
        {
            // A month's patience in a minute: everything waits less than it would against the real systems.
            engine.WebhookBaseAddress = new Uri($"http://localhost:{port}/hooks");
            engine.SweepInterval = TimeSpan.FromSeconds(2);
            engine.IdlePoll = TimeSpan.FromMilliseconds(100);
            engine.FirstBackoff = TimeSpan.FromMilliseconds(200);
            engine.MaxBackoff = TimeSpan.FromSeconds(2);
            engine.WaitPoll = TimeSpan.FromSeconds(1);
            engine.MaxConflicts = 20;
        })
        .AddShopify("shop-eu", shop =>
        {
            shop.ShopDomain = place.ShopDomain;
            shop.Endpoint = place.ShopAddress;
            shop.ClientId = place.ShopClientId;
            shop.ClientSecret = place.ShopClientSecret;
            shop.LocationMap[""] = place.ShopLocation;
            shop.Overlap = TimeSpan.FromSeconds(15);
        }, Brisk)
        .AddBusinessCentral("erp", erp =>
        {
            erp.BaseAddress = place.ErpAddress;
            erp.TenantId = place.ErpTenant;
            erp.Environment = place.ErpEnvironment;
            erp.CompanyId = place.ErpCompany;
            erp.StaticToken = place.ErpToken;
            erp.WebhookClientState = "quickstart-client-state";
            erp.UnknownOutcomeWait = TimeSpan.FromMilliseconds(1200);
            erp.TaxCodes["MwSt@0.19"] = "VAT19";
            erp.TaxCodes["MwSt@0.07"] = "VAT7";
            erp.UntaxedTaxCode = "NOVAT";
            erp.PaymentJournals["shopify_payments"] = "SHOP";
            erp.PaymentJournals["manual"] = "MANUAL";
            erp.PaymentJournals["gift_card"] = Sandboxes.GiftCardJournal;
            erp.DeltaOverlap = TimeSpan.FromSeconds(15);
        }, Brisk)
        .Finance(HostAccounts.Map)
        .Inventory(inventory => inventory.ReserveAt(ReservationTrigger.OrderPlaced).AllocateBy(AllocationStrategy.MinSplits).Buffer(Buffer))
        .SyncOrders(from: "shop-eu", to: "erp", orders => Orders(orders, place))
        .Reconciliation(books =>
        {
            var orders = new OrderSyncOptions();
            Orders(orders, place);
            HostAccounts.Describe(books.FollowDocuments(orders));
        })
        .SyncStock(from: "erp", to: "shop-eu")
        .Shipments(place)
        .Customers(place);
}
