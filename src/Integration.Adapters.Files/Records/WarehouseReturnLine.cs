namespace ErpSync.Adapters.Files;

/// <summary>Units of one SKU that came back.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Disposition">What is done with them.</param>
/// <param name="Location">Where they are, or null.</param>
/// <param name="Reason">Why they came back, or null.</param>
public sealed record WarehouseReturnLine(string Sku, decimal Quantity, ReturnDisposition Disposition, string? Location, string? Reason);
