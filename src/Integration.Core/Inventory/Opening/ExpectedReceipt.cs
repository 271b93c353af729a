namespace ErpSync.Inventory;

/// <summary>Goods on their way.</summary>
/// <param name="Id">Id, for example of the purchase order line.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Location">Location that will receive them.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="ExpectedAt">When, or null when unknown: then they are never counted on.</param>
public sealed record ExpectedReceipt(string Id, string Sku, string Location, decimal Quantity, DateTimeOffset? ExpectedAt);
