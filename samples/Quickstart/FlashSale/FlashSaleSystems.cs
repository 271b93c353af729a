using ErpSync.Sandbox;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;

namespace Quickstart.FlashSale;

/// <summary>Two shops and one ERP on loopback; the ERP owns a few units of the article that everybody wants.</summary>
internal sealed class FlashSaleSystems : IAsyncDisposable
{
    private FlashSaleSystems(SandboxShop shop, SandboxShop outlet, SandboxErp erp, string sku)
    {
        Erp = erp;
        Sku = sku;
        Channels = [new FlashSaleChannel("shop-eu", "", shop), new FlashSaleChannel("outlet", "OUTLET-", outlet)];
    }

    public IReadOnlyList<FlashSaleChannel> Channels { get; }

    public SandboxErp Erp { get; }

    /// <summary>The article that everybody wants.</summary>
    public string Sku { get; }

    public long FaultsInjected => Channels.Sum(channel => channel.Shop.Statistics.FaultsInjected) + Erp.Statistics.FaultsInjected;

    public static async Task<FlashSaleSystems> StartAsync(FlashSaleOptions options, CancellationToken ct)
    {
        var articles = SandboxCatalog.Create(5, options.Seed).Items;
        var catalog = new SandboxCatalog([articles[0] with { Stock = options.Units }, .. articles.Skip(1)]);
        var erp = await SandboxErp.StartAsync(new SandboxErpOptions
        {
            Catalog = catalog,
            NotificationWindow = TimeSpan.FromMilliseconds(200),
            NotificationRetries = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(500), 20)],
            MaxRequestsPerWindow = 600_000,
            StaleReadAge = TimeSpan.FromSeconds(1),
            Faults = options.Chaos ? SandboxFaultOptions.Chaos(options.Seed + 1) : SandboxFaultOptions.None,
        }, ct);
        erp.World.AddCustomer("GUEST", "Guests of the web shops");
        return new FlashSaleSystems(
            await ShopAsync("sandbox.myshopify.com", options.Seed, options, catalog, ct), await ShopAsync("outlet.myshopify.com", options.Seed + 2, options, catalog, ct), erp, articles[0].Sku);
    }

    /// <summary>Ends the misbehaviour, so that the books can be read as they are.</summary>
    public void CalmDown()
    {
        Erp.Faults.Enabled = false;
        foreach (var channel in Channels)
        {
            channel.Shop.Faults.Enabled = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in Channels)
        {
            await channel.Shop.DisposeAsync();
        }

        await Erp.DisposeAsync();
    }

    private static Task<SandboxShop> ShopAsync(string domain, int seed, FlashSaleOptions options, SandboxCatalog catalog, CancellationToken ct) =>
        SandboxShop.StartAsync(new SandboxShopOptions
        {
            Catalog = catalog,
            ShopDomain = domain,
            BucketSize = 40_000,
            RestoreRate = 2_000,
            StaleBy = TimeSpan.FromSeconds(1),
            Faults = options.Chaos ? SandboxFaultOptions.Chaos(seed) : SandboxFaultOptions.None,
        }, ct);
}

/// <summary>A shop that sells the article.</summary>
/// <param name="Id">Connection id.</param>
/// <param name="Prefix">What its orders' numbers begin with in the ERP.</param>
/// <param name="Shop">The shop.</param>
internal sealed record FlashSaleChannel(string Id, string Prefix, SandboxShop Shop);
