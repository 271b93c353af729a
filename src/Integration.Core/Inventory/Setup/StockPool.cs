namespace ErpSync.Inventory;

/// <summary>Locations whose stock is sold together.</summary>
/// <param name="Locations">Their codes. A location may belong to several pools: claims of such pools are pinned to locations.</param>
public sealed record StockPool(IReadOnlyList<string> Locations)
{
    /// <summary>Name of the pool that is meant when none is given.</summary>
    public const string DefaultName = "MAIN";

    /// <summary>Units kept back from the pool as a whole, or null.</summary>
    public IStockBuffer? Buffer { get; init; }
}
