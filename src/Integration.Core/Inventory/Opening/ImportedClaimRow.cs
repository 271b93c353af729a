namespace ErpSync.Inventory;

/// <summary>A signed claim row of a former ledger; only asked whether its order can be closed.</summary>
/// <param name="Order">Order id.</param>
/// <param name="Claim">Claim id.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Cell">Location.</param>
/// <param name="Quantity">Base units, signed.</param>
public sealed record ImportedClaimRow(string Order, string Claim, string Sku, string Cell, decimal Quantity);
