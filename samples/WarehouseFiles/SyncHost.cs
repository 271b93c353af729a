using ErpSync;
using ErpSync.Adapters.BusinessCentral;
using ErpSync.Adapters.Shopify;
using ErpSync.Engine;
using ErpSync.Finance.Accounts;
using ErpSync.Planning;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WarehouseFiles;

/// <summary>The host a user would write: the shop sells, the ERP keeps the books, the warehouse has the goods.</summary>
internal sealed class SyncHost : IAsyncDisposable
{
    private readonly IHost _host;

    private SyncHost(IHost host) => _host = host;

    public IErpSync ErpSync => _host.Services.GetRequiredService<IErpSync>();

    public static Task<SyncHost> StartAsync(Merchant merchant, CancellationToken ct) => StartAsync(merchant, static sync => sync
        .SyncStock(from: "wms", to: "shop")
        .Ownership(own => own.UseRecommended(erp: "erp", shop: "shop", wms: "wms")), ct);

    /// <summary>The same with other rules for stock.</summary>
    public static async Task<SyncHost> StartAsync(Merchant merchant, Action<IErpSyncBuilder> stock, CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddErpSync(sync =>
        {
            Compose(sync, merchant);
            stock(sync);
        });
        var host = builder.Build();
        await host.StartAsync(ct);
        return new SyncHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }

    private static void Compose(IErpSyncBuilder sync, Merchant merchant) => sync
        .UseInMemoryStore()
        .Engine(engine =>
        {
            // Nobody wants to watch a sample wait: everything is looked at more often than in real life.
            engine.SweepInterval = TimeSpan.FromMilliseconds(500);
            engine.IdlePoll = TimeSpan.FromMilliseconds(100);
            engine.FirstBackoff = TimeSpan.FromMilliseconds(200);
            engine.WaitPoll = TimeSpan.FromSeconds(1);
            engine.MaxConflicts = 20;
        })
        .AddShopify("shop", shop => Configure(shop, merchant))
        .AddBusinessCentral("erp", erp => Configure(erp, merchant.Erp))
        .AddWarehouseFiles("wms", files =>
        {
            files.Root = merchant.Exchange;
            files.SettleTime = TimeSpan.Zero;
            files.Locations.UnionWith(merchant.Locations);
        })
        .Finance(finance => finance.Accounts(map => map.Role(AccountRole.ShippingIncome).To("40400").Role(AccountRole.RoundingDifference).To("49000")))
        .SyncOrders(from: "shop", to: "erp", orders =>
        {
            orders.GuestCustomerNumber = Merchant.Guest;

            // The warehouse ships and the shop is told first; what it shipped is posted in the ERP.
            orders.Executor = FulfilmentExecutor.Shop;
        })
        .SyncFulfilments(from: "wms", to: "shop", orders: "erp")
        .AddFlow(provider => new ReturnFlow("wms", "erp", provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>()));

    private static void Configure(ShopifyOptions shop, Merchant merchant)
    {
        shop.ShopDomain = merchant.Shop.ShopDomain;
        shop.Endpoint = merchant.Shop.BaseAddress;
        shop.ClientId = merchant.Shop.ClientId;
        shop.ClientSecret = merchant.Shop.ClientSecret;
        shop.Overlap = TimeSpan.FromSeconds(15);
        foreach (var (code, id) in merchant.Locations.Zip(merchant.Shop.World.LocationIds))
        {
            shop.LocationMap[code] = $"gid://shopify/Location/{id}";
        }
    }

    private static void Configure(BusinessCentralOptions erp, SandboxErp company)
    {
        erp.BaseAddress = company.BaseAddress;
        erp.TenantId = company.Options.Tenant;
        erp.Environment = company.Options.Environment;
        erp.CompanyId = company.CompanyId;
        erp.StaticToken = company.Token;
        erp.TaxCodes["MwSt@0.19"] = "VAT19";
        erp.TaxCodes["MwSt@0.07"] = "VAT7";
        erp.UntaxedTaxCode = "NOVAT";
        erp.DeltaOverlap = TimeSpan.FromSeconds(15);

        // Business Central's own API has the sum over all locations only; a small extension lists them one by one.
        erp.StockPage = new BusinessCentralStockPage("erpsync/inventory/v1.0", "itemAvailabilities");
    }
}
