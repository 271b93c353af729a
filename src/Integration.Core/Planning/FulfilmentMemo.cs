namespace ErpSync.Planning;

/// <summary>What is remembered of a shop fulfilment that was written. Stored as JSON on its link.</summary>
/// <param name="Units">Units of the shipment at that time, by article in upper case.</param>
public sealed record FulfilmentMemo(IReadOnlyDictionary<string, decimal> Units)
{
    /// <summary>State of its lines in which units were added after the shop was first told; null when none were.</summary>
    public string? Grown { get; init; }

    /// <summary>Version of this shape. Readers accept every version up to the newest.</summary>
    public int Version { get; init; } = 1;
}
