namespace ErpSync.Inventory;

/// <summary>Sale of an item before it is released.</summary>
public sealed record PreorderPolicy
{
    /// <summary>Units that may be preordered over all channels, or null for no limit.</summary>
    public decimal? GlobalLimit { get; init; }

    /// <summary>Units that a channel may preorder; a channel that is not listed has no limit of its own.</summary>
    public IReadOnlyDictionary<string, decimal> ChannelLimits { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>When preordered units become ordinary backorders; null while it is not known.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }
}
