using ErpSync.Finance.Accounts;
using ErpSync.Finance.Accounts.Files;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Reconciliation.Live;

namespace Quickstart.Books;

/// <summary>
/// The chart of accounts map of the host. Where the ERP's own posting groups decide (sales, VAT, receivables, clearing), the map states the account they lead to: without it
/// nothing could be compared.
/// </summary>
internal static class HostAccounts
{
    private const string Inventory = "10700";

    // The ERP posts goods net of their discount, keeps prepayments on the receivable, and has an account for each tax and each journal of payments.
    private const string Table = """
        role;account;gateway;taxCode
        OutputTax;22019;;MwSt@0.19
        OutputTax;22007;;MwSt@0.07
        GatewayClearing;12100;shopify_payments;
        GatewayClearing;12120;manual;
        AR;11000;;
        ContractLiability;11000;;
        CustomerOverpayments;11000;;
        GiftCardLiability;23000;;
        Sales;40100;;
        SalesDiscounts;40100;;
        SalesReturns;40100;;
        SalesAllowances;40100;;
        ShippingIncome;40400;;
        ShippingDiscounts;40400;;
        TipsPayable;40500;;
        RestockingFees;40600;;
        GoodwillAllowance;40800;;
        RoundingDifference;49000;;
        CashRounding;49000;;
        Cogs;50100;;
        Inventory;10700;;
        """;

    public static IReadOnlyList<AccountRule> Rules => AccountMapCsv.Read(new StringReader(Table));

    public static void Map(FinanceOptions finance) => finance.UseAccountMap(new AccountMapDefinition { Rules = Rules });

    public static void Describe(ReconciliationOptions books)
    {
        books.Shop = "shop-eu";
        books.Erp = "erp";
        books.CompareCost = true;
        books.Setup = new FinanceSetup
        {
            CompanyId = "Sandbox",
            FunctionalCurrency = Currency.FromCode("EUR"),
            Gateways = new Dictionary<string, GatewayKind>(StringComparer.Ordinal) { ["gift_card"] = GatewayKind.GiftCard },
            Policies = new FinancePolicies { ShippingRecognition = ShippingRecognition.LastShipment },
        };

        // The warehouse counts its shelves, so inventory has postings of no order; everything else that the map names belongs to orders.
        books.Settings = books.Settings with
        {
            ExclusiveAccounts = Rules.Select(static rule => rule.Account).Where(static account => account != Inventory).ToHashSet(StringComparer.Ordinal),
        };
    }
}
