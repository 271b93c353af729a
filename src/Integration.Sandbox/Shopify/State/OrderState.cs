using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>One order as the shop keeps it. Changed only under the gate of <see cref="ShopState"/>.</summary>
internal sealed class OrderState(long id, int number, MoneyRules money)
{
    public long Id { get; } = id;

    public string GlobalId { get; } = Gid.Of("Order", id);

    public int Number { get; } = number;

    public MoneyRules Money { get; } = money;

    public required string Name { get; init; }

    public required bool TaxesIncluded { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public string? CancelReason { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public bool Test { get; init; }

    public bool Edited { get; set; }

    public long? CustomerId { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? PoNumber { get; init; }

    public string? Note { get; set; }

    public string SourceName { get; init; } = "web";

    public IReadOnlyList<string> Tags { get; set; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    public ShopAddress? BillingAddress { get; set; }

    public ShopAddress? ShippingAddress { get; set; }

    public int? PaymentTermsDays { get; init; }

    public Bag OriginalTotal { get; set; }

    public List<DiscountState> Discounts { get; } = [];

    public List<LineState> Lines { get; } = [];

    public List<ShippingState> ShippingLines { get; } = [];

    public List<TransactionState> Transactions { get; } = [];

    public List<RefundState> Refunds { get; } = [];

    public List<ReturnState> Returns { get; } = [];

    public List<FulfillmentOrderState> FulfillmentOrders { get; } = [];

    public List<FulfillmentState> Fulfillments { get; } = [];

    /// <summary>Answers that replace computed ones: set for imported orders, which are served as they were recorded.</summary>
    public Dictionary<string, object?> Recorded { get; } = new(StringComparer.Ordinal);

    public LineState Line(long lineId) => Lines.FirstOrDefault(line => line.Id == lineId)
        ?? throw new ArgumentException($"Order {Name} has no line {lineId}; pass the id of one of its lines.", nameof(lineId));

    public ShippingState ShippingLine(long lineId) => ShippingLines.FirstOrDefault(line => line.Id == lineId)
        ?? throw new ArgumentException($"Order {Name} has no shipping line {lineId}; pass the id of one of its shipping lines.", nameof(lineId));
}
