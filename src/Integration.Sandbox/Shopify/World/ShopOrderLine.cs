namespace ErpSync.Sandbox.Shopify;

/// <summary>A line of an order as the shop knows it.</summary>
/// <param name="Id">Number.</param>
/// <param name="Sku">SKU, null for custom items.</param>
/// <param name="Title">Title.</param>
/// <param name="Quantity">Units ordered, edits added.</param>
/// <param name="CurrentQuantity">Units left after edits and refunds.</param>
/// <param name="Unfulfilled">Units still to be shipped.</param>
public sealed record ShopOrderLine(long Id, string? Sku, string Title, int Quantity, int CurrentQuantity, int Unfulfilled);
