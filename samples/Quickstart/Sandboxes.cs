using System.Globalization;
using ErpSync.Sandbox;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Cdp;
using ErpSync.Sandbox.Shopify;
using Quickstart.Books;
using Quickstart.Roles;

namespace Quickstart;

/// <summary>Both systems on loopback, filled from one catalogue.</summary>
internal sealed class Sandboxes : IAsyncDisposable
{
    /// <summary>Journal of payments by gift card; they lessen what the shop owes to the holders of cards.</summary>
    public const string GiftCardJournal = "GIFTCARD";

    private const int ItemNumberLength = 20;
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private Sandboxes(SandboxShop shop, SandboxErp erp, SandboxCatalog catalog, SandboxCdp? cdp)
    {
        Shop = shop;
        Erp = erp;
        Cdp = cdp;
        Catalog = catalog;
        Place = new SandboxPlace
        {
            ShopAddress = shop.BaseAddress,
            ShopDomain = shop.ShopDomain,
            ShopClientId = shop.ClientId,
            ShopClientSecret = shop.ClientSecret,
            ShopLocation = $"gid://shopify/Location/{shop.World.LocationIds[0]}",
            ErpAddress = erp.BaseAddress,
            ErpTenant = erp.Options.Tenant,
            ErpEnvironment = erp.Options.Environment,
            ErpCompany = erp.CompanyId,
            ErpToken = erp.Token,
            CdpAddress = cdp?.BaseAddress,
            CdpWriteKey = cdp?.Options.WriteKey ?? "",
            HostPort = SyncHost.FreePort(),
        };
    }

    public SandboxShop Shop { get; }

    public SandboxErp Erp { get; }

    /// <summary>The CDP; null when none takes part.</summary>
    public SandboxCdp? Cdp { get; }

    public SandboxCatalog Catalog { get; }

    public SandboxPlace Place { get; }

    public static async Task<Sandboxes> StartAsync(int seed, bool chaos, CancellationToken ct, bool withCdp = false)
    {
        var catalog = SandboxCatalog.Create(40, seed);
        var shop = await SandboxShop.StartAsync(new SandboxShopOptions
        {
            Catalog = catalog,
            BucketSize = 40_000,
            RestoreRate = 2_000,
            StaleBy = TimeSpan.FromSeconds(1),
            Faults = chaos ? SandboxFaultOptions.Chaos(seed) : SandboxFaultOptions.None,
        }, ct);
        var erp = await SandboxErp.StartAsync(new SandboxErpOptions
        {
            Catalog = catalog,
            NotificationWindow = TimeSpan.FromMilliseconds(200),
            NotificationRetries = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(500), 20)],
            MaxRequestsPerWindow = 600_000,
            StaleReadAge = TimeSpan.FromSeconds(1),
            Faults = chaos ? SandboxFaultOptions.Chaos(seed + 1) : SandboxFaultOptions.None,
        }, ct);
        erp.World.AddCustomer("GUEST", "Guests of the web shop");
        erp.World.AddPaymentJournal(GiftCardJournal, ErpAccounts.GiftCards);
        var cdp = withCdp ? await SandboxCdp.StartAsync(new SandboxCdpOptions { Faults = chaos ? SandboxFaultOptions.Chaos(seed + 2) : SandboxFaultOptions.None }, ct) : null;
        return new Sandboxes(shop, erp, catalog, cdp);
    }

    /// <summary>Fills the shop from recorded orders, and the ERP with the currencies, tax rates and articles they name, as far as it can hold them.</summary>
    public async Task<ShopImportReport> ImportAsync(string directory, CancellationToken ct)
    {
        var report = await Shop.ImportAsync(directory, ct);
        foreach (var currency in report.Currencies.Where(currency => currency != Erp.Options.LocalCurrency))
        {
            Erp.World.SetExchangeRate(currency, 1m);
        }

        foreach (var article in report.Articles.Where(article => article.Sku.Length <= ItemNumberLength && Catalog.Items.All(item => item.Sku != article.Sku)))
        {
            Erp.World.AddItem(article);
            var percent = article.TaxRate * 100m;
            Erp.World.SetVat(new VatRate("DOMESTIC", percent == 0m ? "NOVAT" : string.Create(CultureInfo.InvariantCulture, $"VAT{percent:0.##}"), percent, ErpAccounts.VatOther));
        }

        return report;
    }

    /// <summary>Ends the misbehaviour, so that the books can be read as they are.</summary>
    public void CalmDown()
    {
        Shop.Faults.Enabled = false;
        Erp.Faults.Enabled = false;
        if (Cdp is not null)
        {
            Cdp.Faults.Enabled = false;
        }
    }

    public async Task<BookFindings> CompareAsync(CancellationToken ct, bool withPayments = true, IReadOnlyList<ErpBookShipment>? parcels = null)
    {
        var company = new Uri(Erp.ApiAddress, $"companies({Erp.CompanyId})/");
        var endpoint = new Uri(Shop.BaseAddress, "admin/api/2026-10/graphql.json");
        var shop = await ShopBooks.ReadAsync(_http, endpoint, Shop.AccessToken, ct);
        var stock = await StockBooks.ReadAsync(_http, endpoint, Shop.AccessToken, ct);
        var erp = await LedgerBooks.ReadAsync(_http, company, Erp.Token, ErpAccounts.Rounding, ct);
        var findings = BookComparison.Compare(shop, parcels is null ? erp : erp with { Shipments = parcels }, stock, _started, withPayments);
        var told = Cdp is null ? null : ToldCustomers.Compare(shop, Cdp);
        return told is null ? findings : findings with { Told = told, Agreed = findings.Agreed && told.Agreed };
    }

    public HttpFigures Http() => new(
        Shop.Statistics.Requests, Erp.Statistics.Requests,
        Shop.Statistics.Throttled + Erp.Statistics.Throttled,
        Shop.Statistics.FaultsInjected + Erp.Statistics.FaultsInjected,
        Shop.Statistics.LostResponses + Erp.Statistics.LostResponses);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Shop.DisposeAsync();
        await Erp.DisposeAsync();
        if (Cdp is not null)
        {
            await Cdp.DisposeAsync();
        }
    }
}
