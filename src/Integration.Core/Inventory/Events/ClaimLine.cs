namespace ErpSync.Inventory;

/// <summary>A line of a cart, order or intent.</summary>
/// <param name="Line">Line number, unique within its cart, order or intent.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Quantity">Quantity in <paramref name="Unit"/>; kits in kits.</param>
/// <param name="Unit">Unit of the item, or null for its base unit.</param>
/// <param name="UnitPrice">Price of one base unit, used to see which units a captured amount covers; null counts as free.</param>
public sealed record ClaimLine(int Line, string Sku, decimal Quantity, string? Unit = null, decimal? UnitPrice = null);
