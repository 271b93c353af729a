using ErpSync.Engine;
using ErpSync.Inventory;
using ErpSync.Planning;
using ErpSync.Sandbox;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ErpSync.EndToEnd;

/// <summary>The ERP writes its item numbers in capitals, two shops write the same SKUs small: it is one article for all of them.</summary>
public sealed class LowerCaseShopTests : IAsyncDisposable
{
    private const string InErp = "TEE-RED-S";
    private const string InShops = "tee-red-s";
    private const int Stock = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly CancellationTokenSource _limit = new(Limit);
    private readonly List<IAsyncDisposable> _systems = [];
    private IHost? _host;

    [Fact]
    public async Task What_the_ERP_counts_reaches_the_shops_and_what_one_sold_is_not_told_to_the_other()
    {
        var ct = _limit.Token;
        var erp = await SandboxErp.StartAsync(new SandboxErpOptions { Catalog = CatalogOf(InErp), MaxRequestsPerWindow = 600_000 }, ct);
        _systems.Add(erp);
        erp.World.AddCustomer("GUEST", "Guests of the web shops");
        var (eu, outlet) = (await ShopAsync("sandbox.myshopify.com", ct), await ShopAsync("outlet.myshopify.com", ct));
        var host = await StartAsync(erp, eu, outlet, ct);
        eu.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = InShops, Quantity = 3 }], Email = "guest@example.com" });
        await LiveSystems.UntilAsync(() => Shown(outlet) == 7, ct);
        await QuietAsync(host.Services.GetRequiredService<IErpSync>(), ct);

        // A wholesale sale takes six of ten: nobody but the ERP knows.
        erp.World.AdjustInventory(InErp, -6);
        await LiveSystems.UntilAsync(() => Shown(eu) == 4 && Shown(outlet) == 1, ct);

        var store = host.Services.GetRequiredService<ISyncStore>();
        var balances = await ((IStockStore)store).ReadStockAsync([InErp, InShops], "", ct);
        balances.Select(static balance => balance.Sku).Distinct().Should().Equal([InErp], "claims and levels of an article are on the same accounts");
        (await store.ReadTimelineAsync(new SubjectKey(FlowNames.Stock("erp"), InShops), 10, ct)).Should().BeEmpty("it is one subject");

        // What is typed into a shop is found under its spelling, and answered.
        eu.World.AdjustStock(InShops, 5);
        await LiveSystems.UntilAsync(() => Shown(eu) == 4, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        foreach (var system in _systems)
        {
            await system.DisposeAsync();
        }

        _limit.Dispose();
    }

    /// <summary>Nothing waits, and the shops' own changes are all known: what is told from here on was found in the ERP.</summary>
    private static async Task QuietAsync(IErpSync erpSync, CancellationToken ct)
    {
        while (await erpSync.SweepAsync(FlowNames.StockDrift("shop-eu"), ct) + await erpSync.SweepAsync(FlowNames.StockDrift("outlet"), ct) > 0
            || (await erpSync.OverviewAsync(ct)).Counts.Waiting > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }
    }

    private static int Shown(SandboxShop shop) => shop.World.StockOf(InShops).OnHand;

    private static SandboxCatalog CatalogOf(string sku) => new([new SandboxItem(sku, "Tee red S", 19.90m, 0.19m, Stock, "4006381000001")]);

    private async Task<SandboxShop> ShopAsync(string domain, CancellationToken ct)
    {
        var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Catalog = CatalogOf(InShops), ShopDomain = domain, BucketSize = 40_000, RestoreRate = 2_000 }, ct);
        _systems.Add(shop);
        return shop;
    }

    private async Task<IHost> StartAsync(SandboxErp erp, SandboxShop eu, SandboxShop outlet, CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync =>
        {
            sync.Engine(engine => (engine.SweepInterval, engine.IdlePoll) = (TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100)))
                .AddBusinessCentral("erp", options =>
                {
                    options.BaseAddress = erp.BaseAddress;
                    options.TenantId = erp.Options.Tenant;
                    options.Environment = erp.Options.Environment;
                    options.CompanyId = erp.CompanyId;
                    options.StaticToken = erp.Token;
                    options.TaxCodes["MwSt@0.19"] = "VAT19";
                })
                .Inventory(static inventory => inventory.ReserveAt(ReservationTrigger.OrderPlaced));
            foreach (var (id, shop) in new[] { ("shop-eu", eu), ("outlet", outlet) })
            {
                sync.AddShopify(id, options =>
                    {
                        options.ShopDomain = shop.ShopDomain;
                        options.Endpoint = shop.BaseAddress;
                        options.ClientId = shop.ClientId;
                        options.ClientSecret = shop.ClientSecret;
                        options.LocationMap[""] = $"gid://shopify/Location/{shop.World.LocationIds[0]}";
                    })
                    .SyncOrders(from: id, to: "erp", orders => (orders.GuestCustomerNumber, orders.ExternalNumberPrefix) = ("GUEST", id + "-"))
                    .SyncStock(from: "erp", to: id);
            }
        });
        _host = builder.Build();
        await _host.StartAsync(ct);
        return _host;
    }
}
