namespace ErpSync.Reconciliation.Records;

/// <summary>Units that are held for an order line.</summary>
/// <param name="Id">Id of the claim.</param>
/// <param name="Order">Order number.</param>
/// <param name="Line">Order line.</param>
/// <param name="Sku">Article.</param>
/// <param name="Open">Units held.</param>
/// <param name="Since">Since when.</param>
public sealed record OpenClaim(string Id, string Order, string Line, string Sku, decimal Open, DateTimeOffset Since);
