using ErpSync.Model;
using ErpSync.Ownership;

namespace ErpSync.Planning;

/// <summary>Stock of one SKU in the owning system and in the shop, read together.</summary>
/// <param name="Owner">Stock in the system that owns the number; null when the item is gone there.</param>
/// <param name="Shop">Stock in the shop; null when the shop does not sell the SKU.</param>
public sealed record StockReading(StockLevel? Owner, StockLevel? Shop)
{
    /// <summary>What is known about the ownership of its numbers; null when no policy is in force.</summary>
    public OwnershipState? Ownership { get; init; }

    /// <summary>What is known where other systems' numbers for the SKU are read, by connection; empty when there is one owner.</summary>
    public IReadOnlyDictionary<string, OwnershipState> Others { get; init; } = new Dictionary<string, OwnershipState>(StringComparer.Ordinal);

    /// <summary>Units the shop may sell, its own open orders taken off; null when no stock ledger is kept.</summary>
    public decimal? Available { get; init; }

    /// <summary>What was remembered of today for the demand dataset, JSON text; null when nothing was.</summary>
    internal string? DemandToday { get; init; }

    /// <summary>What operators ordered for it.</summary>
    public IReadOnlyList<OwnershipCommand> Commands { get; init; } = [];
}
