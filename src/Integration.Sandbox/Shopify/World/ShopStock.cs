namespace ErpSync.Sandbox.Shopify;

/// <summary>Stock of one article at one location as the shop knows it.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="InventoryItemId">Number of the inventory item.</param>
/// <param name="LocationId">Number of the location.</param>
/// <param name="Available">Free to sell; negative when oversold.</param>
/// <param name="Committed">Set aside for orders not shipped yet.</param>
/// <param name="OnHand">On the shelf.</param>
public sealed record ShopStock(string Sku, long InventoryItemId, long LocationId, int Available, int Committed, int OnHand);
