using ErpSync.Core.Tests.Planning;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Accounts.Files;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Finance.Books;

/// <summary>An order, its parts and the books expected of it, with accounts for every role.</summary>
internal static class BookedOrder
{
    private const string Table = """
        id;role;account;gateway;taxCode
        T19;OutputTax;22019;;VAT@0.19
        T7;OutputTax;22007;;VAT@0.07
        CARD;GatewayClearing;12100;card;
        S;Sales;40100;;
        D;SalesDiscounts;40100;;
        R;SalesReturns;40200;;
        A;SalesAllowances;40200;;
        SHIP;ShippingIncome;40400;;
        GOOD;GoodwillAllowance;40800;;
        FEE;RestockingFees;40600;;
        TIP;TipsPayable;40500;;
        GC;GiftCardLiability;23000;;
        CL;ContractLiability;11900;;
        OP;CustomerOverpayments;11900;;
        AR;AR;11000;;
        COGS;Cogs;50100;;
        INV;Inventory;10700;;
        """;

    public static readonly FinanceSetup Setup = new()
    {
        CompanyId = "C",
        FunctionalCurrency = Orders.Eur,
        Gateways = new Dictionary<string, GatewayKind> { ["gift_card"] = GatewayKind.GiftCard },
    };

    /// <summary>Three units at 11.90 and shipping of 5.95, tax inside, paid when placed, sent in two parcels.</summary>
    public static Order Shipped()
    {
        var shipping = new ShippingLine { Id = "S1", Price = Orders.Money(5.95m), TaxLines = [new TaxLine("VAT", 0.19m, Orders.Money(0.95m))] };
        return Orders.Of([Orders.Line("L1", 3, 11.90m, included: true)], [shipping], included: true) with
        {
            Payments = [Received("P1", 41.65m)],
            Fulfilments = [Parcel("F2", 72, ("L1", 1)), Parcel("F1", 48, ("L1", 2))],
        };
    }

    public static Payment Received(string id, decimal amount, string gateway = "card") =>
        new() { Id = id, Kind = PaymentKind.Sale, Status = PaymentStatus.Success, Gateway = gateway, Amount = Orders.Money(amount), ProcessedAt = Orders.Placed.AddMinutes(1) };

    public static Payment PaidBack(string refund, decimal amount) => new()
    {
        Id = "B" + refund,
        Kind = PaymentKind.Refund,
        Status = PaymentStatus.Success,
        Gateway = "card",
        Amount = Orders.Money(amount),
        RefundId = refund,
        ProcessedAt = Orders.Placed.AddDays(20),
    };

    public static Refund Refund(string id, int days) => new() { Id = id, CreatedAt = Orders.Placed.AddDays(days) };

    public static RefundLine Back(RestockType type) => new() { LineId = "L1", Quantity = 1, RestockType = type, Subtotal = Orders.Money(11.90m), Tax = Orders.Money(1.90m) };

    public static Fulfilment Parcel(string id, int hours, params (string Line, int Units)[] lines) =>
        new() { Id = id, CreatedAt = Orders.Placed.AddHours(hours), Lines = [.. lines.Select(static line => new FulfilmentLine(line.Line, line.Units))] };

    public static OrderBookkeeper Bookkeeper(OrderHistorySettings? settings = null, FinanceSetup? setup = null) => new(
        setup ?? Setup, settings ?? new OrderHistorySettings(), new AccountLookup(AccountMap.Load(new AccountMapDefinition { Rules = AccountMapCsv.Read(new StringReader(Table)) }), new Dictionary<AccountRole, string>()));

    public static ExpectedOrderBooks Of(Order order, OrderHistorySettings? settings = null, FinancePolicies? policies = null)
    {
        var books = Bookkeeper(settings, policies is null ? Setup : Setup with { Policies = policies }).Of(order);
        foreach (var journal in books.Journals)
        {
            (journal.Lines.Sum(static line => line.Amount), journal.Lines.Sum(static line => line.TransactionAmount)).Should().Be((0m, 0m));
        }

        return books;
    }

    public static Dictionary<AccountRole, decimal> Sums(ExpectedOrderBooks books) => books.Postings.GroupBy(static posting => posting.Line.Role)
        .Select(static group => (group.Key, Sum: group.Sum(static posting => posting.Line.Amount))).Where(static pair => pair.Sum != 0m).ToDictionary(static pair => pair.Key, static pair => pair.Sum);

    public static SortedDictionary<string, decimal> Accounts(ExpectedOrderBooks books) => new(
        books.Postings.Where(static posting => posting.Answer.Account is not null).GroupBy(static posting => posting.Answer.Account!)
            .Select(static group => (group.Key, Sum: group.Sum(static posting => posting.Line.Amount))).Where(static pair => pair.Sum != 0m).ToDictionary(static pair => pair.Key, static pair => pair.Sum));
}
