namespace ErpSync.Inventory;

/// <summary>Units of one SKU to be placed.</summary>
/// <param name="Key">Line number; for a component of a kit followed by a slash and its SKU.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Quantity">Base units wanted.</param>
/// <param name="Scale">Decimals of the item.</param>
public sealed record AllocationLine(string Key, string Sku, decimal Quantity, int Scale);
