namespace ErpSync.Planning;

/// <summary>Units of an order that could not be claimed because they are not there.</summary>
/// <param name="Line">Id of the order line.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Units">Units of the line that have no claim.</param>
/// <param name="Missing">Units of the SKU that were missing for the whole order; 0 when only other lines fell short.</param>
public sealed record StockRefusal(string Line, string Sku, decimal Units, decimal Missing);
