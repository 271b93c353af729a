namespace ErpSync.Sandbox.Shopify;

/// <summary>A shipment as the shop knows it.</summary>
/// <param name="Id">Number.</param>
/// <param name="LocationId">Location that shipped.</param>
/// <param name="IsCancelled">Whether it was taken back.</param>
/// <param name="Tracking">Parcels.</param>
/// <param name="Lines">Units by order line.</param>
public sealed record ShopFulfilment(long Id, long LocationId, bool IsCancelled, IReadOnlyList<ShopTracking> Tracking, IReadOnlyList<LineQuantity> Lines);
