namespace ErpSync.Model;

/// <summary>Quantities of one SKU at one location.</summary>
public sealed record StockCell
{
    /// <summary>Location in the system that was read or is written; empty for a system with a single pool.</summary>
    public required string Location { get; init; }

    /// <summary>Physical stock.</summary>
    public decimal OnHand { get; init; }

    /// <summary>Units that may be promised; null when the system does not say.</summary>
    public decimal? Available { get; init; }

    /// <summary>Value the writer saw when it planned this write; the sink compares before it sets. Null writes blindly.</summary>
    public decimal? ChangeFrom { get; init; }
}
