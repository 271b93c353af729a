using System.Text.Json.Serialization;

namespace ErpSync.Model;

/// <summary>
/// A shop order with everything the shop knows about it: lines, money in both currencies, payments, fulfilments, refunds and returns.
/// It is a reading, not a command: planners compare it with what exists and write the difference.
/// </summary>
public sealed record Order
{
    /// <summary>Id in the shop.</summary>
    public required string Id { get; init; }

    /// <summary>What people see, for example <c>#1001</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the shop last changed it.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was cancelled, or null.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Why it was cancelled; null when it was not.</summary>
    public CancelCause? CancelCause { get; init; }

    /// <summary>The buyer's own reference, or null.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Test orders are never booked.</summary>
    public bool IsTest { get; init; }

    /// <summary>The shop's accounting currency.</summary>
    public required Currency ShopCurrency { get; init; }

    /// <summary>Currency shown to the buyer.</summary>
    public required Currency PresentmentCurrency { get; init; }

    /// <summary>True when unit prices, discounts, shipping and refund subtotals contain tax.</summary>
    public bool TaxesIncluded { get; init; }

    /// <summary>Lines in shop order, edited-out and exchange lines included.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>Shipping charges.</summary>
    public IReadOnlyList<ShippingLine> ShippingLines { get; init; } = [];

    /// <summary>Totals stated by the shop.</summary>
    public required OrderTotals Totals { get; init; }

    /// <summary>Payment transactions in shop order.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Shipments recorded by the shop.</summary>
    public IReadOnlyList<Fulfilment> Fulfilments { get; init; } = [];

    /// <summary>Refunds by time.</summary>
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>Returns by time.</summary>
    public IReadOnlyList<Return> Returns { get; init; } = [];

    /// <summary>Gift cards sold with the order.</summary>
    public IReadOnlyList<SoldGiftCard> GiftCards { get; init; } = [];

    /// <summary>Due dates of agreed payment terms.</summary>
    public IReadOnlyList<DateTimeOffset> PaymentDueDates { get; init; } = [];

    /// <summary>The buyer, or null for a guest.</summary>
    public Customer? Customer { get; init; }

    /// <summary>E-mail address on the order, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Where the invoice goes, or null.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>Where the goods go, or null.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>Sales channel as the shop names it, or null.</summary>
    public string? Channel { get; init; }

    /// <summary>Source document, or null.</summary>
    [JsonIgnore]
    public RawDocument? Raw { get; init; }
}
