namespace ErpSync.Model;

/// <summary>Units and money of one order line that a refund gives back.</summary>
public sealed record RefundLine
{
    /// <summary>Id of the order line.</summary>
    public required string LineId { get; init; }

    /// <summary>Units; zero for a share of a charge that leaves its unit on the order.</summary>
    public int Quantity { get; init; }

    /// <summary>What happens to the units.</summary>
    public RestockType RestockType { get; init; }

    /// <summary>Value given back, with tax when <see cref="Order.TaxesIncluded"/>.</summary>
    public required MoneyPair Subtotal { get; init; }

    /// <summary>Tax given back.</summary>
    public required MoneyPair Tax { get; init; }

    /// <summary>Location the units return to, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Reason code of the source, or null.</summary>
    public string? Reason { get; init; }
}
