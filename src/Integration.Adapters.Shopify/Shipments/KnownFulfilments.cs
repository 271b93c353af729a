namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>Fulfilments whose shipment is known.</summary>
/// <param name="Mine">GIDs of those made for the shipment in question.</param>
/// <param name="OfOthers">GIDs of those made for other shipments.</param>
internal sealed record KnownFulfilments(IReadOnlySet<string> Mine, IReadOnlySet<string> OfOthers);
