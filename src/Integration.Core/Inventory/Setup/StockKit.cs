namespace ErpSync.Inventory;

/// <summary>A kit: an item that is sold as one and kept as its components, or assembled beforehand.</summary>
/// <param name="Components">Base units of each component in one kit. Components are no kits themselves.</param>
public sealed record StockKit(IReadOnlyDictionary<string, decimal> Components)
{
    /// <summary>True when assembled kits are kept in stock and claimed as such.</summary>
    public bool Stocked { get; init; }

    /// <summary>For a stocked kit: true offers what could be assembled on top of what is assembled.</summary>
    public bool AssembleToOrder { get; init; }

    /// <summary>True when orders claim the components.</summary>
    public bool IsVirtual => !Stocked;
}
