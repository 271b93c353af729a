namespace ErpSync.Storage;

/// <summary>An account that would have gone below its floor.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Account">Account.</param>
/// <param name="Missing">Units missing.</param>
public sealed record StockShortage(string Sku, string Account, decimal Missing);
