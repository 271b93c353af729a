namespace ErpSync.Storage;

/// <summary>Balance of an account.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Account">Account.</param>
/// <param name="Quantity">Base units.</param>
public sealed record StockBalance(string Sku, string Account, decimal Quantity);
