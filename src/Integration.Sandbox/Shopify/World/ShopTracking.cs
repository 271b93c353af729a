namespace ErpSync.Sandbox.Shopify;

/// <summary>Tracking of one parcel.</summary>
/// <param name="Company">Carrier by name.</param>
/// <param name="Number">Tracking number.</param>
/// <param name="Url">Tracking page.</param>
public sealed record ShopTracking(string? Company, string? Number, string? Url = null);
