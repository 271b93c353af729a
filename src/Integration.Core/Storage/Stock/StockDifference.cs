namespace ErpSync.Storage;

/// <summary>A balance that is not the sum of its entries.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Account">Account.</param>
/// <param name="Kept">Balance that is kept.</param>
/// <param name="Rebuilt">Sum of the entries.</param>
public sealed record StockDifference(string Sku, string Account, decimal Kept, decimal Rebuilt);
