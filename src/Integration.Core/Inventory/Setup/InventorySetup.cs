namespace ErpSync.Inventory;

/// <summary>Items, places, pools, channels and policies: everything the stock rules know besides what happened.</summary>
public sealed record InventorySetup
{
    /// <summary>Items by SKU; those not listed are <see cref="StockItem.Default"/>.</summary>
    public IReadOnlyDictionary<string, StockItem> Items { get; init; } = new Dictionary<string, StockItem>(StringComparer.Ordinal);

    /// <summary>Locations by code; those not listed are <see cref="StockLocation.Default"/>.</summary>
    public IReadOnlyDictionary<string, StockLocation> Locations { get; init; } = new Dictionary<string, StockLocation>(StringComparer.Ordinal);

    /// <summary>Pools by name.</summary>
    public IReadOnlyDictionary<string, StockPool> Pools { get; init; } = new Dictionary<string, StockPool>(StringComparer.Ordinal);

    /// <summary>Channels by name.</summary>
    public IReadOnlyDictionary<string, SalesChannel> Channels { get; init; } = new Dictionary<string, SalesChannel>(StringComparer.Ordinal);

    /// <summary>Units kept back at a location.</summary>
    public IReadOnlyDictionary<CellKey, IStockBuffer> Buffers { get; init; } = new Dictionary<CellKey, IStockBuffer>();

    /// <summary>Units kept back at every location without a buffer of its own, or null.</summary>
    public IStockBuffer? DefaultBuffer { get; init; }

    /// <summary>Policies.</summary>
    public InventoryPolicies Policies { get; init; } = new();
}
