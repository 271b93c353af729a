using System.Text.Json.Serialization;
using ErpSync.Finance.Orders;
using ErpSync.Model;

namespace ErpSync.Finance.Journal;

/// <summary>Something that happened and may need journals. Delivering it twice changes nothing.</summary>
[JsonDerivedType(typeof(Authorised), "authorised")]
[JsonDerivedType(typeof(Voided), "voided")]
[JsonDerivedType(typeof(Captured), "captured")]
[JsonDerivedType(typeof(GiftCardRedeemed), "giftCardRedeemed")]
[JsonDerivedType(typeof(StoreCreditRedeemed), "storeCreditRedeemed")]
[JsonDerivedType(typeof(Shipped), "shipped")]
[JsonDerivedType(typeof(Sale), "sale")]
[JsonDerivedType(typeof(GiftCardIssued), "giftCardIssued")]
[JsonDerivedType(typeof(DayClosed), "dayClosed")]
[JsonDerivedType(typeof(OrderEdited), "orderEdited")]
[JsonDerivedType(typeof(ExchangeCreated), "exchangeCreated")]
[JsonDerivedType(typeof(Refunded), "refunded")]
[JsonDerivedType(typeof(RefundPaid), "refundPaid")]
[JsonDerivedType(typeof(ReturnReceived), "returnReceived")]
[JsonDerivedType(typeof(ReturnWindowClosed), "returnWindowClosed")]
[JsonDerivedType(typeof(FeeCharged), "feeCharged")]
[JsonDerivedType(typeof(PaidOut), "paidOut")]
[JsonDerivedType(typeof(DisputeOpened), "disputeOpened")]
[JsonDerivedType(typeof(DisputeLost), "disputeLost")]
[JsonDerivedType(typeof(DisputeWon), "disputeWon")]
[JsonDerivedType(typeof(LoyaltyRedeemed), "loyaltyRedeemed")]
[JsonDerivedType(typeof(PeriodEnded), "periodEnded")]
[JsonDerivedType(typeof(Corrected), "corrected")]
public abstract record FinanceEvent
{
    private FinanceEvent()
    {
    }

    /// <summary>Business key; the same id with other content is a conflict.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it became known; null for at once. Periods are judged then. Not part of the content.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>Order it belongs to, or null.</summary>
    public string? Order { get; init; }

    /// <summary>Currency of its amounts; null for that of the order's documents, or the functional currency without an order.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Functional units for one unit of its currency, or null when not needed.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Permission it carries, for example <c>ForcePosting</c>, or null.</summary>
    public string? Permission { get; init; }

    /// <summary>Money was reserved.</summary>
    /// <param name="Authorisation">Authorisation.</param>
    /// <param name="Amount">Amount.</param>
    public sealed record Authorised(string Authorisation, decimal Amount) : FinanceEvent;

    /// <summary>What is open of an authorisation was released.</summary>
    /// <param name="Authorisation">Authorisation.</param>
    public sealed record Voided(string Authorisation) : FinanceEvent;

    /// <summary>Money arrived.</summary>
    /// <param name="Payment">Payment.</param>
    /// <param name="Gateway">Gateway.</param>
    /// <param name="Amount">Amount.</param>
    /// <param name="Authorisation">Authorisation.</param>
    public sealed record Captured(string Payment, string Gateway, decimal Amount, string? Authorisation) : FinanceEvent;

    /// <summary>A gift card paid.</summary>
    /// <param name="GiftCard">Gift card.</param>
    /// <param name="Amount">Amount.</param>
    public sealed record GiftCardRedeemed(string GiftCard, decimal Amount) : FinanceEvent;

    /// <summary>Store credit paid.</summary>
    /// <param name="StoreCredit">Store credit.</param>
    /// <param name="Amount">Amount.</param>
    public sealed record StoreCreditRedeemed(string StoreCredit, decimal Amount) : FinanceEvent;

    /// <summary>Goods left.</summary>
    /// <param name="Lines">Lines.</param>
    /// <param name="ShippingCharges">Shipping charges.</param>
    /// <param name="ExpectedReturns">Expected returns.</param>
    public sealed record Shipped(IReadOnlyList<UnitsPart> Lines, IReadOnlyList<AmountPart> ShippingCharges, IReadOnlyList<UnitsPart> ExpectedReturns) : FinanceEvent;

    /// <summary>Payment and hand-over of the whole order at once.</summary>
    /// <param name="Tenders">Tenders.</param>
    /// <param name="Cards">Cards.</param>
    public sealed record Sale(IReadOnlyList<TenderPart> Tenders, IReadOnlyList<CardPart> Cards) : FinanceEvent;

    /// <summary>Sold gift cards were issued.</summary>
    /// <param name="Line">Line.</param>
    /// <param name="Cards">Cards.</param>
    public sealed record GiftCardIssued(string Line, IReadOnlyList<CardPart> Cards) : FinanceEvent;

    /// <summary>A day of summarised invoices ended.</summary>
    /// <param name="Date">Date.</param>
    public sealed record DayClosed(DateOnly Date) : FinanceEvent;

    /// <summary>Lines were added, restated or removed.</summary>
    /// <param name="Lines">Lines.</param>
    /// <param name="Remove">Remove.</param>
    /// <param name="Total">Total.</param>
    public sealed record OrderEdited(IReadOnlyList<FinanceLine> Lines, IReadOnlyList<string> Remove, decimal Total) : FinanceEvent;

    /// <summary>Items go out in exchange.</summary>
    /// <param name="Lines">Lines.</param>
    public sealed record ExchangeCreated(IReadOnlyList<FinanceLine> Lines) : FinanceEvent;

    /// <summary>The commercial fact of a refund.</summary>
    /// <param name="Refund">Refund.</param>
    /// <param name="Components">Components.</param>
    /// <param name="ReportedTotal">Reported total.</param>
    public sealed record Refunded(string Refund, IReadOnlyList<RefundPart> Components, decimal? ReportedTotal) : FinanceEvent;

    /// <summary>Money of a refund went back. One of payment, gift card and store credit is set.</summary>
    /// <param name="Refund">Refund.</param>
    /// <param name="Amount">Amount.</param>
    /// <param name="Payment">Payment.</param>
    /// <param name="GiftCard">Gift card.</param>
    /// <param name="StoreCredit">Store credit.</param>
    /// <param name="Succeeded">Succeeded.</param>
    public sealed record RefundPaid(string Refund, decimal Amount, string? Payment, string? GiftCard, string? StoreCredit, bool Succeeded) : FinanceEvent;

    /// <summary>Goods came back.</summary>
    /// <param name="Lines">Lines.</param>
    public sealed record ReturnReceived(IReadOnlyList<ReturnedPart> Lines) : FinanceEvent;

    /// <summary>No more returns are expected.</summary>
    public sealed record ReturnWindowClosed() : FinanceEvent;

    /// <summary>A gateway charged a fee.</summary>
    /// <param name="Gateway">Gateway.</param>
    /// <param name="Reference">Reference.</param>
    /// <param name="Amount">Amount.</param>
    public sealed record FeeCharged(string Gateway, string Reference, decimal Amount) : FinanceEvent;

    /// <summary>A gateway paid out.</summary>
    /// <param name="Gateway">Gateway.</param>
    /// <param name="Items">Items.</param>
    /// <param name="Net">Net.</param>
    public sealed record PaidOut(string Gateway, IReadOnlyList<PayoutPart> Items, decimal Net) : FinanceEvent;

    /// <summary>A buyer disputes a payment.</summary>
    /// <param name="Dispute">Dispute.</param>
    /// <param name="Payment">Payment.</param>
    /// <param name="Amount">Amount.</param>
    /// <param name="Fee">Fee.</param>
    public sealed record DisputeOpened(string Dispute, string Payment, decimal Amount, decimal Fee) : FinanceEvent;

    /// <summary>A dispute was lost.</summary>
    /// <param name="Dispute">Dispute.</param>
    public sealed record DisputeLost(string Dispute) : FinanceEvent;

    /// <summary>A dispute was won.</summary>
    /// <param name="Dispute">Dispute.</param>
    /// <param name="FeeReturned">Fee returned.</param>
    public sealed record DisputeWon(string Dispute, bool FeeReturned) : FinanceEvent;

    /// <summary>Loyalty points were used.</summary>
    /// <param name="Points">Points.</param>
    public sealed record LoyaltyRedeemed(decimal Points) : FinanceEvent;

    /// <summary>A period ended: services are recognised, breakage and exchange rates applied.</summary>
    /// <param name="Period">Period.</param>
    /// <param name="Breakage">Breakage.</param>
    /// <param name="Rates">Rates.</param>
    public sealed record PeriodEnded(string Period, IReadOnlyList<BreakagePool> Breakage, IReadOnlyDictionary<string, decimal> Rates) : FinanceEvent;

    /// <summary>A posted journal is replaced by one with other dimensions.</summary>
    /// <param name="Target">Target.</param>
    /// <param name="Replace">Replace.</param>
    public sealed record Corrected(JournalRef Target, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Replace) : FinanceEvent;
}
