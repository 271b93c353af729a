namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>One row of a stock write.</summary>
/// <param name="Item">Index of the item of the batch it belongs to.</param>
/// <param name="InventoryItem">GID.</param>
/// <param name="Location">GID.</param>
/// <param name="Quantity">New value.</param>
/// <param name="ChangeFrom">Value it must have now, or null for any.</param>
internal sealed record StockRow(int Item, string InventoryItem, string Location, int Quantity, int? ChangeFrom);
