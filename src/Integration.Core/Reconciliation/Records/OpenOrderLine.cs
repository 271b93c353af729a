namespace ErpSync.Reconciliation.Records;

/// <summary>An order line that is not shipped in full.</summary>
/// <param name="Order">Order number.</param>
/// <param name="Line">Order line.</param>
/// <param name="Sku">Article.</param>
/// <param name="Open">Units still to ship.</param>
public sealed record OpenOrderLine(string Order, string Line, string Sku, decimal Open);
