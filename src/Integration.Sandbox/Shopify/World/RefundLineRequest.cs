namespace ErpSync.Sandbox.Shopify;

/// <summary>Units to refund.</summary>
/// <param name="LineId">Number of the order line.</param>
/// <param name="Quantity">Units, at most what is left of the line.</param>
/// <param name="Restock">What happens to the units. Default <see cref="RestockKind.Return"/>.</param>
/// <param name="LocationId">Where they are restocked; default the location that shipped or was to ship them.</param>
public sealed record RefundLineRequest(long LineId, int Quantity, RestockKind Restock = RestockKind.Return, long? LocationId = null);
