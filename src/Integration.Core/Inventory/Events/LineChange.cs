namespace ErpSync.Inventory;

/// <summary>Change of a line of an order.</summary>
/// <param name="Line">Line number.</param>
/// <param name="Quantity">New ordered quantity after all cancellations, or null when it stays.</param>
/// <param name="UnitPrice">New price of a base unit, or null when it stays.</param>
/// <param name="Sku">SKU of a new line.</param>
public sealed record LineChange(int Line, decimal? Quantity = null, decimal? UnitPrice = null, string? Sku = null);
