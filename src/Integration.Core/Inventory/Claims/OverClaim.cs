namespace ErpSync.Inventory;

/// <summary>More is claimed than there is. A condition, not an event: it closes by itself.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Quantity">Units missing.</param>
/// <param name="Location">Location, or null for a pool.</param>
/// <param name="Pool">Pool, or null for a location.</param>
public sealed record OverClaim(string Sku, decimal Quantity, string? Location = null, string? Pool = null);
