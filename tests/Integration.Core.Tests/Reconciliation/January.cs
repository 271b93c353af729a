using System.Globalization;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Core.Tests.Reconciliation;

/// <summary>Records of January 2026, looked at on 5 February.</summary>
internal static class January
{
    public static readonly Currency Usd = Currency.FromCode("USD");
    public static readonly Currency Eur = Currency.FromCode("EUR");

    public static readonly ReconciliationScope Scope = new()
    {
        Company = "ACME",
        BookCurrency = Usd,
        Period = "2026-01",
        PeriodStart = new(2026, 1, 1),
        PeriodEnd = new(2026, 1, 31),
        AsOf = At("2026-02-05T18:00"),
    };

    public static ReconciliationReport Run(ReconciliationSection section, ReconciliationRecords records, ReconciliationSettings? settings = null, ReconciliationScope? scope = null) =>
        Reconciler.Run(scope ?? Scope, records, [section], settings);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateOnly On(int day) => new DateOnly(2026, 1, 1).AddDays(day - 1);

    public static DateTimeOffset Noon(int day) => new(On(day), new TimeOnly(12, 0), TimeSpan.Zero);

    public static Billable Billable(string id, int? day, decimal total, params (string Name, decimal Amount)[] parts) => new()
    {
        Id = id,
        OrderNumber = id.Split('/')[0],
        ShippedOn = day is { } shipped ? On(shipped) : null,
        Currency = Usd,
        Total = total,
        Parts = Parts(parts),
        Roundings = 1,
    };

    public static BookedDocument Document(string id, int day, decimal total, string? link = null, string? order = null, params (string Name, decimal Amount)[] parts) => new()
    {
        Id = id,
        Links = link?.Split(',') ?? [],
        OrderNumber = order,
        PostedOn = On(day),
        Currency = Usd,
        Total = total,
        Parts = Parts(parts),
        Roundings = 1,
    };

    public static CapturedPayment Payment(string id, string order, int day, decimal amount) => new() { Id = id, OrderNumber = order, At = Noon(day), Currency = Usd, Amount = amount };

    public static BookedReceipt Receipt(string id, int day, decimal amount, string? link = null, string? order = null) => new()
    {
        Id = id,
        Links = link?.Split(',') ?? [],
        OrderNumber = order,
        PostedOn = On(day),
        Currency = Usd,
        Amount = amount,
    };

    public static PaidRefund Refund(string id, string order, int day, decimal amount, decimal goods = 0m) => new()
    {
        Id = id,
        OrderNumber = order,
        At = Noon(day),
        Currency = Usd,
        Amount = amount,
        GoodsQuantity = goods,
    };

    public static GatewayTransaction Transaction(string id, string? payout, int day, decimal gross, decimal fee = 0m, string type = "charge") => new()
    {
        Id = id,
        PayoutId = payout,
        Type = type,
        At = Noon(day),
        Currency = Usd,
        Gross = gross,
        Fee = fee,
    };

    public static PayoutRecord Payout(string id, int day, decimal amount, string? reference = null) => new() { Id = id, Reference = reference, On = On(day), Currency = Usd, Amount = amount };

    public static BankLine BankLine(string id, int day, decimal amount, string? link = null, string? reference = null) => new()
    {
        Id = id,
        Links = link?.Split(',') ?? [],
        Reference = reference,
        On = On(day),
        Currency = Usd,
        Amount = amount,
    };

    public static ShopTaxLine ShopTax(string document, string jurisdiction, string code, decimal amount, string channel = "web", bool facilitated = false) => new()
    {
        Document = document,
        Jurisdiction = jurisdiction,
        Code = code,
        Amount = amount,
        Channel = channel,
        IsFacilitated = facilitated,
    };

    public static BookedTaxLine ErpTax(string document, string jurisdiction, string code, decimal amount) => new() { Document = document, Jurisdiction = jurisdiction, Code = code, Amount = amount };

    private static Dictionary<string, decimal>? Parts((string Name, decimal Amount)[] parts) =>
        parts.Length == 0 ? null : parts.ToDictionary(static part => part.Name, static part => part.Amount, StringComparer.Ordinal);
}
