using System.Collections.Immutable;

namespace ErpSync.Inventory;

/// <summary>How an item is counted and sold. Items that are not listed are whole units without other units.</summary>
public sealed record StockItem
{
    /// <summary>An item that is counted in whole base units.</summary>
    public static StockItem Default { get; } = new();

    /// <summary>Decimals of a quantity in the base unit; 0 (the default) = whole units, at most 6.</summary>
    public int Scale { get; init; }

    /// <summary>Other units by name: how many base units one of them holds.</summary>
    public IReadOnlyDictionary<string, decimal> Units { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Backorder policy of this item, or null for the general one.</summary>
    public BackorderPolicy? Backorder { get; init; }

    /// <summary>What it is made of when it is a kit, or null.</summary>
    public StockKit? Kit { get; init; }
}
