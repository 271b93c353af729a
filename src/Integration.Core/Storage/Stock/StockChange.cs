namespace ErpSync.Storage;

/// <summary>Change of one account of a SKU.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Account">Account, for example <c>free/MAIN</c>.</param>
/// <param name="Quantity">Base units, signed; at most 6 decimals.</param>
/// <param name="Floor">Least balance after the whole posting, or null for no check.</param>
public sealed record StockChange(string Sku, string Account, decimal Quantity, decimal? Floor = null);
