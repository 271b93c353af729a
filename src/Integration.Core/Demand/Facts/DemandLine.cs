namespace ErpSync.Demand;

/// <summary>A line of an order.</summary>
public sealed record DemandLine
{
    /// <summary>Id of the line within its order.</summary>
    public required string Line { get; init; }

    /// <summary>Item ordered.</summary>
    public required string Item { get; init; }

    /// <summary>Quantity in <see cref="Unit"/>.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Unit of measure; null for the base unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Of the quantity, accepted without stock, in <see cref="Unit"/>. Default 0.</summary>
    public decimal Backordered { get; init; }
}
