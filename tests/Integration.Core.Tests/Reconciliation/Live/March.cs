using ErpSync.Connectors;
using ErpSync.Core.Tests.Planning;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Accounts.Files;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Core.Tests.Reconciliation.Live;

/// <summary>Orders of March 2026 and the documents an ERP made of them.</summary>
internal static class March
{
    public const string Receivables = "11000";
    public const string Standard = "22019";
    public const string Reduced = "22007";

    private const string Table = """
        role;account;taxCode
        OutputTax;22019;VAT@0.19
        OutputTax;22007;VAT@0.07
        OutputTax;22005;GST@0.05
        OutputTax;22005;CITY@0.05
        GatewayClearing;12100;
        Sales;40100;
        ShippingIncome;40400;
        ContractLiability;11000;
        AR;11000;
        """;

    public static readonly HashSet<string> ReceivableAccounts = new HashSet<string> { Receivables };
    public static readonly IReadOnlySet<string> TaxAccounts = new HashSet<string> { Standard, Reduced, "22005" };
    public static readonly ReconciliationSettings Settings = new();

    private static OrderBookkeeper Bookkeeper(CurrencyHandling side) => new(
        new FinanceSetup { CompanyId = "C", FunctionalCurrency = Orders.Eur, Policies = new FinancePolicies { ShippingRecognition = ShippingRecognition.LastShipment } }, new OrderHistorySettings { CurrencyHandling = side },
        new AccountLookup(AccountMap.Load(new AccountMapDefinition { Rules = AccountMapCsv.Read(new StringReader(Table)) }), new Dictionary<AccountRole, string>()));

    /// <summary>Three units at 11.90 and shipping of 5.95, tax inside: paid on the 2nd, two units (23.80) sent on the 4th, the rest (17.85) on the 5th.</summary>
    public static Order Shipped { get; } = Orders.Of(
        [Orders.Line("L1", 3, 11.90m, included: true)],
        [new ShippingLine { Id = "S1", Price = Orders.Money(5.95m), TaxLines = [new TaxLine("VAT", 0.19m, Orders.Money(0.95m))] }],
        included: true) with
    {
        ShippingAddress = new Address { Country = "DE" },
        Payments = [new Payment { Id = "P1", Kind = PaymentKind.Sale, Status = PaymentStatus.Success, Gateway = "card", Amount = Orders.Money(41.65m), ProcessedAt = Orders.Placed }],
        Fulfilments = [Parcel("F1", 48, 2), Parcel("F2", 72, 1)],
    };

    /// <summary>One unit of 100.00 without tax, sent on the 4th.</summary>
    public static Order Sold(string name, string country, params (string Code, decimal Rate)[] taxes)
    {
        var line = Orders.Line("L1", 1, 100m, rate: 0m) with { TaxLines = [.. taxes.Select(static tax => new TaxLine(tax.Code, tax.Rate, Orders.Money(100m * tax.Rate)))] };
        return Orders.Of([line]) with { Id = name, Name = name, ShippingAddress = new Address { Country = country }, Fulfilments = [Parcel("F" + name, 48, 1)] };
    }

    public static ReconciliationScope Scope(int start = 1, DateTimeOffset? asOf = null) => new()
    {
        Company = "C",
        BookCurrency = Orders.Eur,
        Period = "2026-03",
        PeriodStart = On(start),
        PeriodEnd = On(31),
        AsOf = asOf ?? new DateTimeOffset(2026, 4, 20, 12, 0, 0, TimeSpan.Zero),
    };

    public static DateOnly On(int day) => new DateOnly(2026, 3, 1).AddDays(day - 1);

    /// <summary>Expected books of an order whose documents are in the currency that the buyer saw.</summary>
    public static ExpectedOrderBooks BooksOf(Order order) => Bookkeeper(order.PresentmentCurrency == Orders.Eur ? CurrencyHandling.Shop : CurrencyHandling.Presentment).Of(order);

    public static LedgerBook Ledger(ReconciliationScope scope, params (string Document, DateOnly On, string Account, decimal Amount)[] entries)
    {
        var ledger = new LedgerBook(scope, "", ReceivableAccounts);
        foreach (var (entry, index) in entries.Select(static (entry, index) => (entry, index)))
        {
            var record = new LedgerEntry
            {
                Id = $"{index}",
                Number = index + 1,
                PostingDate = entry.On,
                DocumentNumber = entry.Document,
                DocumentKind = entry.Document.StartsWith("INV", StringComparison.Ordinal) ? "Invoice" : "",
                Account = entry.Account,
                Amount = entry.Amount,
            };
            ledger.Add(new SourceRecord<LedgerEntry>(record.Id, record.Id, DateTimeOffset.MinValue, record), upTo: null);
        }

        return ledger;
    }

    /// <summary>Says that a posted invoice names an order, with tax lines by rate.</summary>
    public static void Invoice(this LedgerBook ledger, string number, Order order, decimal gross, params (string Code, decimal Rate, decimal Tax)[] taxes) =>
        ledger.Add(Posted(SalesDocumentKind.SalesInvoice, number, order.Name, order.PresentmentCurrency, gross, taxes));

    /// <summary>Says that a posted credit memo names a refund of an order, with tax lines by rate.</summary>
    public static void Memo(this LedgerBook ledger, string number, Order order, string refund, decimal gross, params (string Code, decimal Rate, decimal Tax)[] taxes) =>
        ledger.Add(Posted(SalesDocumentKind.CreditMemo, number, $"{order.Name}/R{refund}", order.PresentmentCurrency, gross, taxes));

    public static OrderRecords Records(ReconciliationScope scope, LedgerBook ledger) =>
        new(scope, Settings, ledger, ReceivableAccounts, new HashSet<string> { Receivables }, static payment => "RCPT-" + payment);

    private static SalesDocumentState Posted(
        SalesDocumentKind kind, string number, string names, Currency currency, decimal gross, IEnumerable<(string Code, decimal Rate, decimal Tax)> taxes) => new()
        {
            Id = number,
            Number = number,
            ExternalNumber = names,
            Kind = kind,
            PostedNumbers = [number],
            PostedDocuments =
            [
                new PostedDocument(number, new Money(gross, currency), [.. taxes.Select(tax => new PostedTax(
                    tax.Code, tax.Rate, new Money(tax.Tax / tax.Rate, currency), new Money(tax.Tax, currency)))]),
            ],
        };

    private static Fulfilment Parcel(string id, int hours, int units) => new() { Id = id, CreatedAt = Orders.Placed.AddHours(hours), Lines = [new FulfilmentLine("L1", units)] };
}
