namespace ErpSync.Inventory;

/// <summary>A publish that was acknowledged before the ledger began.</summary>
/// <param name="Channel">Channel.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Version">Its version.</param>
/// <param name="Value">Its value.</param>
public sealed record OpeningPublish(string Channel, string Sku, long Version, decimal Value);
