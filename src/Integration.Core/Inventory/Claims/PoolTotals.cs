namespace ErpSync.Inventory;

/// <summary>Claims on a SKU in a pool, in base units.</summary>
/// <param name="Held">Held by carts.</param>
/// <param name="Reserved">Reserved.</param>
/// <param name="Allocated">Allocated, picked units included.</param>
/// <param name="Backordered">Backordered.</param>
/// <param name="Preordered">Preordered.</param>
public sealed record PoolTotals(decimal Held, decimal Reserved, decimal Allocated, decimal Backordered, decimal Preordered);
