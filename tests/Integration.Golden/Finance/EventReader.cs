using ErpSync.Finance.Journal;
using ErpSync.Golden.Runner;
using ErpSync.Model;

namespace ErpSync.Golden.Finance;

/// <summary>Reads the events of a journal case.</summary>
internal static class EventReader
{
    public static FinanceEvent Read(Node node)
    {
        var at = node.Instant("at");
        return Content(node, at) with
        {
            Id = node.Text("id"),
            RecordedAt = node.OptionalInstant("recordedAt"),
            Order = node.OptionalText("order"),
            Currency = node.OptionalText("currency") is { } code ? Currency.FromCode(code) : null,
            Rate = node.OptionalNumber("rate"),
            Permission = node.OptionalText("permission"),
        };
    }

    private static FinanceEvent Content(Node node, DateTimeOffset at)
    {
        const string Id = "";
        return node.Text("type") switch
        {
            "authorised" => new FinanceEvent.Authorised(node.Text("authorisation"), node.Number("amount")) { Id = Id, At = at },
            "voided" => new FinanceEvent.Voided(node.Text("authorisation")) { Id = Id, At = at },
            "captured" => new FinanceEvent.Captured(node.Text("payment"), node.Text("gateway"), node.Number("amount"), node.OptionalText("authorisation")) { Id = Id, At = at },
            "giftCardRedeemed" => new FinanceEvent.GiftCardRedeemed(node.Text("giftCard"), node.Number("amount")) { Id = Id, At = at },
            "storeCreditRedeemed" => new FinanceEvent.StoreCreditRedeemed(node.Text("storeCredit"), node.Number("amount")) { Id = Id, At = at },
            "shipped" => new FinanceEvent.Shipped(node.List("lines", Units), node.List("shippingCharges", Amount), node.List("expectedReturns", Units)) { Id = Id, At = at },
            "sale" => new FinanceEvent.Sale(node.List("tenders", Tender), node.List("cards", Card)) { Id = Id, At = at },
            "giftCardIssued" => new FinanceEvent.GiftCardIssued(node.Text("line"), node.List("cards", Card)) { Id = Id, At = at },
            "dayClosed" => new FinanceEvent.DayClosed(node.Date("date")) { Id = Id, At = at },
            "orderEdited" => new FinanceEvent.OrderEdited(node.List("lines", FinanceReader.Line), node.Texts("remove"), node.Number("total")) { Id = Id, At = at },
            "exchangeCreated" => new FinanceEvent.ExchangeCreated(node.List("lines", FinanceReader.Line)) { Id = Id, At = at },
            "refunded" => new FinanceEvent.Refunded(node.Text("refund"), node.List("components", Component), node.OptionalNumber("reportedTotal")) { Id = Id, At = at },
            "refundPaid" => new FinanceEvent.RefundPaid(
                node.Text("refund"), node.Number("amount"), node.OptionalText("payment"), node.OptionalText("giftCard"), node.OptionalText("storeCredit"), Succeeded(node))
            { Id = Id, At = at },
            "returnReceived" => new FinanceEvent.ReturnReceived(node.List("lines", Returned)) { Id = Id, At = at },
            "returnWindowClosed" => new FinanceEvent.ReturnWindowClosed() { Id = Id, At = at },
            "feeCharged" => new FinanceEvent.FeeCharged(node.Text("gateway"), node.Text("ref"), node.Number("amount")) { Id = Id, At = at },
            "payout" => new FinanceEvent.PaidOut(node.Text("gateway"), node.List("items", Item), node.Number("net")) { Id = Id, At = at },
            "disputeOpened" => new FinanceEvent.DisputeOpened(node.Text("dispute"), node.Text("payment"), node.Number("amount"), node.OptionalNumber("fee") ?? 0m) { Id = Id, At = at },
            "disputeLost" => new FinanceEvent.DisputeLost(node.Text("dispute")) { Id = Id, At = at },
            "disputeWon" => new FinanceEvent.DisputeWon(node.Text("dispute"), node.Flag("feeReturned")) { Id = Id, At = at },
            "loyaltyRedeemed" => new FinanceEvent.LoyaltyRedeemed(node.Number("points")) { Id = Id, At = at },
            "periodEnd" => new FinanceEvent.PeriodEnded(node.Text("period"), node.List("breakage", Pool), node.Table("rates", static (value, _) => Node.ParseNumber(value))) { Id = Id, At = at },
            "corrected" => new FinanceEvent.Corrected(
                node.Child("target").Read(static target => new JournalRef(target.Text("event"), target.Text("doc"))),
                node.Table("replace", static (values, _) => (IReadOnlyDictionary<string, string>)values.EnumerateObject()
                    .ToDictionary(static pair => pair.Name, static pair => pair.Value.GetString()!, StringComparer.Ordinal)))
            { Id = Id, At = at },
            var other => throw node.Error($"unknown event type '{other}'"),
        };
    }

    private static bool Succeeded(Node node) => node.OptionalText("status") switch
    {
        null or "Success" => true,
        "Pending" or "Failed" => false,
        var other => throw node.Error($"unknown status '{other}'"),
    };

    private static UnitsPart Units(Node node) => new(node.Text("line"), node.OptionalText("component"), node.Number("quantity"));

    private static AmountPart Amount(Node node) => new(node.Text("line"), node.Number("amount"));

    private static CardPart Card(Node node) => new(node.OptionalText("line"), node.Text("id"), node.Number("amount"));

    private static TenderPart Tender(Node node) => new(
        node.Number("amount"), node.OptionalText("gateway"), node.OptionalText("payment"), node.OptionalText("giftCard"), node.OptionalText("storeCredit"));

    private static ReturnedPart Returned(Node node) => new(
        node.Text("line"), node.OptionalText("component"), node.Number("quantity"), node.OptionalText("disposition") switch
        {
            null or "Restock" => false,
            "Damaged" => true,
            var other => throw node.Error($"unknown disposition '{other}'"),
        });

    private static PayoutPart Item(Node node) => new(node.Text("ref"), node.Text("type"), node.Number("amount"), node.OptionalNumber("fee"));

    private static BreakagePool Pool(Node node) => new(
        node.Text("pool"), node.Number("issued"), node.Number("expectedBreakageRate"), node.Number("redeemedToDate"), node.Flag("entitled"), node.Flag("escheatable"));

    private static RefundPart Component(Node node) => new()
    {
        Kind = node.Choice<RefundPartKind>("kind"),
        Line = node.OptionalText("line"),
        Component = node.OptionalText("component"),
        Quantity = node.OptionalNumber("quantity"),
        Cause = node.Choice("cause", RefundCause.None),
        Amount = node.OptionalNumber("amount"),
        Tax = node.OptionalNumber("tax"),
        GiftCard = node.OptionalText("giftCard"),
        TaxLines = node.List("taxLines", FinanceReader.Tax),
    };
}
