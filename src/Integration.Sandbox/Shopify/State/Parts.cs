namespace ErpSync.Sandbox.Shopify.State;

/// <summary>Units of a line with their discounted amount and tax.</summary>
internal readonly record struct Portion(int Quantity, Bag Amount, Bag Tax)
{
    public static Portion operator +(Portion left, Portion right) =>
        new(left.Quantity + right.Quantity, left.Amount + right.Amount, left.Tax + right.Tax);
}

/// <summary>A share of a discount that fell on a line.</summary>
internal sealed record AllocationState(int Discount, Bag Amount);

/// <summary>Tax of one rate on a line.</summary>
internal sealed record TaxState(string Title, decimal Rate, Bag Amount);

/// <summary>A discount of an order.</summary>
internal sealed record DiscountState(int Index, NewDiscount Definition);

/// <summary>A shipping line with what refunds took from it.</summary>
internal sealed class ShippingState
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public string? Code { get; init; }

    public required Bag Price { get; init; }

    public bool IsRemoved { get; set; }

    public List<AllocationState> Allocations { get; } = [];

    public List<TaxState> Taxes { get; } = [];

    public Bag Refunded { get; set; }

    public Bag RefundedTax { get; set; }

    public Bag Discounted => Price - Bag.Sum(Allocations.Select(allocation => allocation.Amount));

    public Bag Tax => Bag.Sum(Taxes.Select(tax => tax.Amount));

    public Bag Current => IsRemoved ? Bag.Zero : Discounted - Refunded;

    public Bag CurrentTax => IsRemoved ? Bag.Zero : Tax - RefundedTax;
}

/// <summary>A payment, an authorisation or money paid back.</summary>
internal sealed class TransactionState
{
    public required long Id { get; init; }

    public required string Kind { get; init; }

    public required string Status { get; set; }

    public required string Gateway { get; init; }

    public required Bag Amount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long? ParentId { get; init; }

    public long? RefundId { get; init; }

    public bool Manual { get; init; }

    public bool Test { get; init; }

    public bool IsPayment => Kind is "SALE" or "CAPTURE";

    public bool IsSuccess => Status == "SUCCESS";
}

/// <summary>One refund.</summary>
internal sealed class RefundState
{
    public required long Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public string? Note { get; init; }

    public long? ReturnId { get; init; }

    public List<RefundLineState> Lines { get; } = [];

    public List<RefundShippingState> Shipping { get; } = [];

    public List<AdjustmentState> Adjustments { get; } = [];
}

/// <summary>Units of a line that a refund took back.</summary>
internal sealed record RefundLineState(long Id, LineState Line, int Quantity, string RestockType, bool Restocked, long? LocationId, Bag Amount, Bag Tax);

/// <summary>Shipping that a refund paid back.</summary>
internal sealed record RefundShippingState(long Id, ShippingState Line, Bag Amount, Bag Tax);

/// <summary>Money a refund paid back beyond its parts (positive) or kept back (negative).</summary>
internal sealed record AdjustmentState(long Id, string Reason, Bag Amount);

/// <summary>Goods on their way back.</summary>
internal sealed class ReturnState
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string Status { get; set; } = "OPEN";

    public List<ReturnLineState> Lines { get; } = [];

    public List<LineState> ExchangeLines { get; } = [];

    public required long ReverseOrderId { get; init; }

    public required long LocationId { get; init; }
}

/// <summary>Units of a line that come back.</summary>
internal sealed class ReturnLineState
{
    public required long Id { get; init; }

    public required LineState Line { get; init; }

    public required int Quantity { get; init; }

    public string? Note { get; init; }

    public int Refunded { get; set; }

    public int Restocked { get; set; }
}

/// <summary>What one location is to ship of an order.</summary>
internal sealed class FulfillmentOrderState
{
    public required long Id { get; init; }

    public required long LocationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public bool Cancelled { get; set; }

    public List<FulfillmentOrderLineState> Lines { get; } = [];

    public bool IsOpen => !Cancelled && Lines.Exists(line => line.Remaining > 0);

    public string Status => Cancelled ? "CANCELLED"
        : Lines.TrueForAll(line => line.Remaining == 0) ? (Lines.Exists(line => line.Fulfilled > 0) ? "CLOSED" : "CANCELLED")
        : Lines.Exists(line => line.Fulfilled > 0) ? "IN_PROGRESS"
        : "OPEN";
}

/// <summary>Units of one order line within a fulfilment order.</summary>
internal sealed class FulfillmentOrderLineState
{
    public required long Id { get; init; }

    public required LineState Line { get; init; }

    public int Total { get; set; }

    public int Fulfilled { get; set; }

    public int Remaining => Total - Fulfilled;
}

/// <summary>One shipment.</summary>
internal sealed class FulfillmentState
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required long LocationId { get; init; }

    public required long FulfillmentOrderId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public bool Cancelled { get; set; }

    public IReadOnlyList<ShopTracking> Tracking { get; set; } = [];

    public List<FulfillmentLineState> Lines { get; } = [];
}

/// <summary>Units of one line in a shipment.</summary>
internal sealed record FulfillmentLineState(long Id, LineState Line, FulfillmentOrderLineState Source, int Quantity);
