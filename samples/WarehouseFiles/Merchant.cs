using ErpSync.Sandbox;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;

namespace WarehouseFiles;

/// <summary>A shop, an ERP, and the exchange folder of a third party's warehouse.</summary>
internal sealed class Merchant : IAsyncDisposable
{
    /// <summary>The ERP's collective customer.</summary>
    public const string Guest = "GUEST";

    private readonly DirectoryInfo _exchange = Directory.CreateTempSubdirectory("erpsync-exchange-");

    private Merchant(SandboxShop shop, SandboxErp erp, IReadOnlyList<string> locations)
    {
        Shop = shop;
        Erp = erp;
        Locations = locations;
        Warehouse = new ThirdPartyWarehouse(_exchange.FullName);
    }

    public SandboxShop Shop { get; }

    public SandboxErp Erp { get; }

    public ThirdPartyWarehouse Warehouse { get; }

    /// <summary>Codes under which all systems know the shop's locations, in the shop's order.</summary>
    public IReadOnlyList<string> Locations { get; }

    /// <summary>Folder with <c>inbox</c>, <c>archive</c> and <c>reject</c>.</summary>
    public string Exchange => _exchange.FullName;

    /// <param name="locations">Codes of the shop's locations; the last one is the ERP's own.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <param name="more">Articles that only the shop has.</param>
    public static async Task<Merchant> StartAsync(IReadOnlyList<string> locations, CancellationToken ct, params IReadOnlyList<SandboxItem> more)
    {
        var catalog = SandboxCatalog.Create(5, 1);
        var sold = catalog with { Items = [.. catalog.Items, .. more] };
        var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Catalog = sold, Locations = locations, BucketSize = 40_000, RestoreRate = 2_000 }, ct);
        var erp = await SandboxErp.StartAsync(new SandboxErpOptions { Catalog = catalog, DefaultLocation = locations[^1], MaxRequestsPerWindow = 600_000 }, ct);
        erp.World.AddCustomer(Guest, "Guests of the web shop");
        foreach (var location in locations.SkipLast(1))
        {
            erp.World.AddLocation(location, location);
        }

        return new Merchant(shop, erp, locations);
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Erp.DisposeAsync();
        _exchange.Delete(recursive: true);
    }
}
