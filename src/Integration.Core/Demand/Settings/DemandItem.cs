namespace ErpSync.Demand;

/// <summary>What must be known of an item.</summary>
public sealed record DemandItem
{
    /// <summary>Kind. Default <see cref="DemandItemKind.Goods"/>.</summary>
    public DemandItemKind Kind { get; init; }

    /// <summary>Units of measure to base units.</summary>
    public IReadOnlyDictionary<string, decimal> Units { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Components of a kit to units per kit; empty for an ordinary item.</summary>
    public IReadOnlyDictionary<string, decimal> Kit { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>First day it is sold, or null for the first day anything is known.</summary>
    public DateOnly? ActiveFrom { get; init; }

    /// <summary>Last day it is sold, or null.</summary>
    public DateOnly? ActiveTo { get; init; }

    /// <summary>Whether it is sold without stock: then a stock-out hides no demand. Default false.</summary>
    public bool AcceptsBackorders { get; init; }

    internal static DemandItem Ordinary { get; } = new();

    internal bool IsSoldOn(DateOnly date) => !(date < ActiveFrom) && !(date > ActiveTo);
}
