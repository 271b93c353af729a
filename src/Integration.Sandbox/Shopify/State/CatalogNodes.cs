using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>The graphs of locations, products, variants, inventory items and customers.</summary>
internal static class CatalogNodes
{
    public static GraphNode Location(ShopState shop, LocationState location) => new("Location")
    {
        ["id"] = location.GlobalId,
        ["legacyResourceId"] = location.Id,
        ["name"] = location.Name,
        ["isActive"] = true,
        ["activatable"] = true,
        ["deactivatable"] = false,
        ["addressVerified"] = true,
        ["isFulfillmentService"] = false,
        ["fulfillsOnlineOrders"] = true,
        ["shipsInventory"] = true,
        ["hasActiveInventory"] = true,
        ["createdAt"] = location.CreatedAt,
        ["updatedAt"] = location.CreatedAt,
        ["address"] = new GraphNode("LocationAddress")
        {
            ["address1"] = location.Address.Address1,
            ["city"] = location.Address.City,
            ["zip"] = location.Address.Zip,
            ["country"] = location.Address.Country,
            ["countryCode"] = location.Address.CountryCode,
            ["formatted"] = new[] { location.Address.Address1, location.Address.Zip + " " + location.Address.City, location.Address.Country },
        },
        ["inventoryLevels"] = new Live(() => shop.Levels(level => level.Location.Id == location.Id)),
    };

    public static GraphNode Product(ItemState item) => new("Product")
    {
        ["id"] = Gid.Of("Product", item.ProductId),
        ["legacyResourceId"] = item.ProductId,
        ["title"] = item.Article.Title,
        ["handle"] = item.Article.Sku.ToLowerInvariant(),
        ["status"] = "ACTIVE",
        ["vendor"] = "Sandbox",
        ["productType"] = "",
        ["tags"] = Array.Empty<string>(),
        ["tracksInventory"] = item.Tracked,
        ["createdAt"] = item.CreatedAt,
        ["updatedAt"] = item.UpdatedAt,
        ["totalInventory"] = new Live(() => item.Levels.Values.Sum(level => level["available"])),
        ["variantsCount"] = new GraphNode("Count") { ["count"] = 1, ["precision"] = "EXACT" },
        ["variants"] = new object[] { new GraphRef(Gid.Of("ProductVariant", item.VariantId)) },
    };

    public static GraphNode Variant(ItemState item) => new("ProductVariant")
    {
        ["id"] = Gid.Of("ProductVariant", item.VariantId),
        ["legacyResourceId"] = item.VariantId,
        ["sku"] = item.Article.Sku,
        ["barcode"] = item.Article.Gtin,
        ["title"] = "Default Title",
        ["displayName"] = item.Article.Title + " - Default Title",
        ["price"] = item.Price,
        ["position"] = 1,
        ["taxable"] = true,
        ["inventoryPolicy"] = "CONTINUE",
        ["inventoryQuantity"] = new Live(() => item.Levels.Values.Sum(level => level["available"])),
        ["createdAt"] = item.CreatedAt,
        ["updatedAt"] = item.UpdatedAt,
        ["selectedOptions"] = new[] { new GraphNode("SelectedOption") { ["name"] = "Title", ["value"] = "Default Title" } },
        ["product"] = new GraphRef(Gid.Of("Product", item.ProductId)),
        ["inventoryItem"] = new GraphRef(item.InventoryGlobalId),
    };

    public static GraphNode InventoryItem(ShopState shop, ItemState item) => new("InventoryItem")
    {
        ["id"] = item.InventoryGlobalId,
        ["legacyResourceId"] = item.InventoryItemId,
        ["sku"] = item.Article.Sku,
        ["tracked"] = item.Tracked,
        ["requiresShipping"] = true,
        ["duplicateSkuCount"] = 0,
        ["createdAt"] = item.CreatedAt,
        ["updatedAt"] = new Live(() => item.UpdatedAt),
        ["measurement"] = new GraphNode("InventoryItemMeasurement") { ["id"] = Gid.Of("InventoryItemMeasurement", item.InventoryItemId) },
        ["variants"] = new object[] { new GraphRef(Gid.Of("ProductVariant", item.VariantId)) },
        ["locationsCount"] = new GraphNode("Count") { ["count"] = item.Levels.Count, ["precision"] = "EXACT" },
        ["inventoryLevels"] = new Live(() => shop.Levels(item)),
    };

    public static GraphNode Customer(ShopState shop, CustomerState customer) => new("Customer")
    {
        ["id"] = customer.GlobalId,
        ["legacyResourceId"] = customer.Id,
        ["firstName"] = customer.FirstName,
        ["lastName"] = customer.LastName,
        ["displayName"] = AddressNode.Name(customer.FirstName, customer.LastName) ?? customer.Email,
        ["state"] = "DISABLED",
        ["locale"] = "de",
        ["verifiedEmail"] = true,
        ["createdAt"] = customer.CreatedAt,
        ["updatedAt"] = customer.UpdatedAt,
        ["defaultEmailAddress"] = new GraphNode("CustomerEmailAddress") { ["emailAddress"] = customer.Email, ["marketingState"] = "NOT_SUBSCRIBED" },
        ["defaultPhoneNumber"] = customer.Address?.Phone is { } phone ? new GraphNode("CustomerPhoneNumber") { ["phoneNumber"] = phone } : null,
        ["defaultAddress"] = AddressNode.Of(customer.Address, customer.Id),
        ["addressesV2"] = customer.Address is null ? Array.Empty<object>() : new object?[] { AddressNode.Of(customer.Address, customer.Id) },
        ["numberOfOrders"] = new Live(() => shop.Orders.LongCount(entry => entry.State.CustomerId == customer.Id)),
        ["amountSpent"] = new Live(() => MoneyRules.Money(
            shop.Orders.Where(entry => entry.State.CustomerId == customer.Id).Sum(entry => OrderMath.CurrentTotal(entry.State).Shop), shop.Options.Currency)),
        ["orders"] = new Live(() => shop.Orders.Where(entry => entry.State.CustomerId == customer.Id).OrderBy(entry => entry.State.Id).Select(entry => entry.Newest).ToArray()),
    };
}
