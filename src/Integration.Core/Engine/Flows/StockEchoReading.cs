namespace ErpSync.Engine;

/// <summary>The SKU behind an inventory item of the shop; null when it is gone.</summary>
internal sealed record StockEchoReading(string? Sku);
