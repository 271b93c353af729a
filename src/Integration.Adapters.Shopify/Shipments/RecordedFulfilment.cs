namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>A fulfilment that the shop already has.</summary>
/// <param name="Id">GID.</param>
/// <param name="Name">Name for people, or null.</param>
/// <param name="CreatedAt">When it was made, or null.</param>
/// <param name="Trackings">Tracking numbers.</param>
/// <param name="Lines">Units per order line.</param>
internal sealed record RecordedFulfilment(
    string Id, string? Name, DateTimeOffset? CreatedAt, IReadOnlyList<string> Trackings, IReadOnlyList<(string OrderLine, string? Sku, int Quantity)> Lines);
