using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents.Settings;
using ErpSync.Reconciliation.Live;
using ErpSync.Sandbox.BusinessCentral;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart;
using Quickstart.Books;

namespace ErpSync.EndToEnd;

/// <summary>A host that books orders, payments, payouts and disputes, without webhooks: payouts have none.</summary>
internal sealed class PayoutHost : IAsyncDisposable
{
    public const string Journal = "PAYOUTS";
    public const string Reserve = "12130";
    public const string Disputes = "12140";
    public const string ChargebackFees = "60200";
    public const string ChargebackLosses = "60300";
    public const string Labels = "60400";
    private static readonly ConnectionOptions Brisk = new() { ThrottlePause = TimeSpan.FromMilliseconds(200), BreakDuration = TimeSpan.FromMilliseconds(500) };
    private readonly IHost _host;

    private PayoutHost(IHost host) => _host = host;

    public IErpSync ErpSync => _host.Services.GetRequiredService<IErpSync>();

    /// <summary>The running systems' books.</summary>
    public IReconciliation Reconciliation => _host.Services.GetRequiredService<IReconciliation>();

    /// <summary>Payouts as the connection reads them.</summary>
    public async Task<IReadOnlyList<Payout>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        [.. (await _host.Services.GetRequiredService<IRecordReader>().FindAsync<Payout>("shop-eu", EntityNames.Payout, ids, ct)).Values.Select(record => record.Value!)];

    /// <summary>The accounts and the journal that a bookkeeper sets up first.</summary>
    public static void SetUp(ErpWorld erp)
    {
        erp.AddJournal(Journal);
        foreach (var (number, name) in new[] { (Reserve, "Reserve"), (Disputes, "Disputed payments"), (ChargebackFees, "Chargeback fees"), (ChargebackLosses, "Chargeback losses"), (Labels, "Shipping labels") })
        {
            erp.AddAccount(number, name);
        }
    }

    /// <summary>Starts a host that remembers nothing. It has no account for input tax.</summary>
    public static async Task<PayoutHost> StartAsync(SandboxPlace place, bool withOrders, CancellationToken ct)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddErpSync(sync => Compose(sync, place, withOrders));
        var host = builder.Build();
        await host.Services.MigrateErpSyncAsync(ct);
        await host.StartAsync(ct);
        return new PayoutHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static void Compose(IErpSyncBuilder sync, SandboxPlace place, bool withOrders)
    {
        sync.Engine(engine =>
            {
                engine.SweepInterval = TimeSpan.FromMilliseconds(500);
                engine.IdlePoll = TimeSpan.FromMilliseconds(100);
                engine.FirstBackoff = TimeSpan.FromMilliseconds(200);
                engine.MaxBackoff = TimeSpan.FromSeconds(2);
                engine.WaitPoll = TimeSpan.FromSeconds(1);
                engine.MaxAttempts = 30;
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
                erp.UnknownOutcomeWait = TimeSpan.FromMilliseconds(1200);
                erp.TaxCodes["MwSt@0.19"] = "VAT19";
                erp.UntaxedTaxCode = "NOVAT";
                erp.PaymentJournals["shopify_payments"] = "SHOP";
                erp.GeneralJournal = Journal;
                erp.DeltaOverlap = TimeSpan.FromSeconds(15);
            }, Brisk)
            .Finance(finance => finance.Accounts(map => map
                .Role(AccountRole.Sales).To(ErpAccounts.Sales)
                .Role(AccountRole.SalesReturns).To(ErpAccounts.Sales)
                .Role(AccountRole.SalesAllowances).To(ErpAccounts.Sales)
                .Role(AccountRole.RoundingDifference).To(ErpAccounts.Rounding)
                .Role(AccountRole.Bank).To(ErpAccounts.Bank)
                .Role(AccountRole.GatewayClearing).To(ErpAccounts.PaymentClearing)
                .Role(AccountRole.GatewayFees).To(ErpAccounts.PaymentFees)
                .Role(AccountRole.GatewayReserve).To(Reserve)
                .Role(AccountRole.DisputeReceivable).To(Disputes)
                .Role(AccountRole.ChargebackFees).To(ChargebackFees)
                .Role(AccountRole.ChargebackLoss).To(ChargebackLosses)
                .Role(AccountRole.MarketplaceFees).To(Labels)))
            .SyncPayouts(from: "shop-eu", to: "erp", payouts =>
            {
                payouts.AdjustmentRoles["SHIPPING_LABEL"] = AccountRole.MarketplaceFees;
                payouts.AdjustmentRoles["IMPORT_TAX"] = AccountRole.InputTax;
            });
        sync.Reconciliation(books =>
        {
            (books.Shop, books.Erp, books.ComparePayouts) = ("shop-eu", "erp", true);
            HostAccounts.Describe(books);
        });
        if (withOrders)
        {
            sync.SyncOrders(from: "shop-eu", to: "erp", orders =>
            {
                orders.GuestCustomerNumber = "GUEST";
                orders.Payments = PaymentBooking.Receipts;
                orders.Documents = new DocumentSettings { CustomItem = CustomItemPolicy.AccountRole, TotalToleranceMinorUnits = 3 };
            });
        }
    }
}
