using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Reads of products, stock, locations, customers and the shop itself.</summary>
internal sealed class CatalogQueries(ShopState shop)
{
    private static readonly Dictionary<string, Func<ItemState, object?>> ItemFilters = new(StringComparer.Ordinal)
    {
        ["id"] = item => item.InventoryItemId,
        ["sku"] = item => item.Article.Sku,
        ["created_at"] = item => item.CreatedAt,
        ["updated_at"] = item => item.UpdatedAt,
    };

    private static readonly Dictionary<string, Func<ItemState, object?>> VariantFilters = new(ItemFilters, StringComparer.Ordinal)
    {
        ["id"] = item => item.VariantId,
        ["product_id"] = item => item.ProductId,
        ["barcode"] = item => item.Article.Gtin,
        ["title"] = item => item.Article.Title,
    };

    private static readonly Dictionary<string, Func<ItemState, object?>> ProductFilters = new(ItemFilters, StringComparer.Ordinal)
    {
        ["id"] = item => item.ProductId,
        ["title"] = item => item.Article.Title,
        ["status"] = _ => "active",
    };

    private static readonly Dictionary<string, Func<CustomerState, object?>> CustomerFilters = new(StringComparer.Ordinal)
    {
        ["id"] = customer => customer.Id,
        ["email"] = customer => customer.Email,
        ["created_at"] = customer => customer.CreatedAt,
        ["updated_at"] = customer => customer.UpdatedAt,
        ["first_name"] = customer => customer.FirstName,
        ["last_name"] = customer => customer.LastName,
    };

    private static readonly Dictionary<string, Func<GraphNode, object?>> LevelFilters = new(StringComparer.Ordinal)
    {
        ["updated_at"] = level => level["updatedAt"],
        ["created_at"] = level => level["createdAt"],
        ["inventory_item_id"] = level => Gid.Tail((level["item"] as GraphRef)?.Id),
    };

    private static readonly Dictionary<string, Func<LevelState, object?>> StateFilters = new(StringComparer.Ordinal)
    {
        ["updated_at"] = level => level.UpdatedAt,
        ["created_at"] = level => level.CreatedAt,
        ["inventory_item_id"] = level => level.Item.InventoryItemId,
    };

    public void Register(RootFields roots)
    {
        roots.Query("location", context => context.GetArgument<string?>("id") is { } id ? ById(id, "Location") : shop.Find(shop.Locations[0].GlobalId));
        roots.Query("locations", _ => shop.Locations.OrderBy(location => location.Name, StringComparer.Ordinal).Select(location => shop.Find(location.GlobalId)));
        roots.Query("inventoryItem", context => ById(context.GetArgument<string>("id"), "InventoryItem"));
        roots.Query("inventoryLevel", context => Level(context.GetArgument<string>("id")));
        roots.Query("productVariant", context => ById(context.GetArgument<string>("id"), "ProductVariant"));
        roots.Query("product", context => ById(context.GetArgument<string>("id"), "Product"));
        roots.Query("customer", context => ById(context.GetArgument<string>("id"), "Customer"));
        roots.Query("inventoryItems", context => Items(context, ItemFilters, item => item.InventoryItemId, item => item.InventoryGlobalId, byTime: false));
        roots.Query("productVariants", context => Items(context, VariantFilters, item => item.VariantId, item => Gid.Of("ProductVariant", item.VariantId), byTime: false));
        roots.Query("products", context => Items(
            context, ProductFilters, item => item.ProductId, item => Gid.Of("Product", item.ProductId), context.GetArgument<string?>("sortKey") == "UPDATED_AT"));
        roots.Query("customers", Customers);
        roots.Query("shop", _ => Shop());
        roots.Query("currentAppInstallation", _ => Installation());
        roots.Query("publicApiVersions", _ => shop.Options.Versions.Select(version => new GraphNode("ApiVersion")
        {
            ["handle"] = version,
            ["displayName"] = version,
            ["supported"] = true,
        }));
        roots.Query("inventoryProperties", _ => new GraphNode("InventoryProperties") { ["quantityNames"] = LevelState.Names.Select(QuantityName).ToArray() });
        roots.Field("InventoryLevel", "quantities", Quantities);
        roots.Field("InventoryItem", "inventoryLevel", (node, context) =>
            Level(Gid.OfLevel(Gid.Tail(context.GetArgument<string>("locationId")), Gid.Tail(node.Id))));
        roots.Field("Location", "inventoryLevel", (node, context) =>
            Level(Gid.OfLevel(Gid.Tail(node.Id), Gid.Tail(context.GetArgument<string>("inventoryItemId")))));
        roots.Field("Location", "inventoryLevels", LevelsAt);
        roots.Field("InventoryItem", "inventoryLevels", LevelsOf);
        roots.Field("FulfillmentOrderAssignedLocation", "name", (node, _) =>
            node["location"] is GraphRef link && shop.Find(link.Id) is { } location ? location["name"] : node["name"]);
    }

    private GraphNode? ById(string id, string type) => Gid.Number(id, type) is null ? throw ShopError.InvalidId(id) : shop.Find(id);

    private GraphNode? Level(string id)
    {
        const string Marker = "?inventory_item_id=";
        var mark = id.IndexOf(Marker, StringComparison.Ordinal);
        if (Gid.Number(id, "InventoryLevel") is not { } location || mark < 0
            || !long.TryParse(id.AsSpan(mark + Marker.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var item))
        {
            throw ShopError.InvalidId(id);
        }

        lock (shop.Gate)
        {
            return shop.Items.GetValueOrDefault(item)?.Levels.GetValueOrDefault(location)?.Node();
        }
    }

    /// <summary>Levels of a location. A page forward is cut before anything is built: a location may hold a hundred thousand items.</summary>
    private object? LevelsAt(GraphNode node, IResolveFieldContext context)
    {
        if (context.GetArgument<int?>("first") is not { } first || context.GetArgument<string?>("before") is not null
            || context.GetArgument<bool?>("reverse") == true)
        {
            return LevelsOf(node, context);
        }

        var location = Gid.Tail(node.Id);
        var query = ShopRequest.Of(context).Parse(context.GetArgument<string?>("query"), "inventoryLevels", StateFilters.Keys);
        var after = context.GetArgument<string?>("after") is { } cursor ? ConnectionPage.Key(cursor) : null;
        lock (shop.Gate)
        {
            var items = shop.ItemsInOrder;
            var at = after is null ? 0 : Array.FindIndex(
                items, item => item.Levels.TryGetValue(location, out var level) && string.CompareOrdinal(level.GlobalId, after) >= 0);
            return items.Skip(at < 0 ? items.Length : at).Select(item => item.Levels.GetValueOrDefault(location)).OfType<LevelState>()
                .Where(level => level.GlobalId == after || query?.Matches(level, StateFilters) != false)
                .Take(first + 2).Select(static level => new ConnectionItem(level.GlobalId, level.Node())).ToArray();
        }
    }

    private static object? LevelsOf(GraphNode node, IResolveFieldContext context)
    {
        var levels = (node["inventoryLevels"] as Live)?.Read() as GraphNode[] ?? [];
        var query = ShopRequest.Of(context).Parse(context.GetArgument<string?>("query"), "inventoryLevels", LevelFilters.Keys);
        return levels.Where(level => query?.Matches(level, LevelFilters) != false)
            .Select(level => new ConnectionItem(level.Id, level)).OrderBy(item => item.Key, StringComparer.Ordinal).ToArray();
    }

    private static object Quantities(GraphNode node, IResolveFieldContext context)
    {
        var all = ((IEnumerable<object?>?)node["quantities"] ?? []).OfType<GraphNode>().ToArray();
        return context.GetArgument<List<string>>("names").Select(name => Array.Find(all, quantity => (string?)quantity["name"] == name)
            ?? throw new ShopError("INVALID_FIELD_ARGUMENTS", $"The quantity name '{name}' is not one of {string.Join(", ", LevelState.Names)}.")).ToArray();
    }

    private ConnectionItem[] Items(
        IResolveFieldContext context,
        Dictionary<string, Func<ItemState, object?>> filters,
        Func<ItemState, long> number,
        Func<ItemState, string> globalId,
        bool byTime)
    {
        var query = ShopRequest.Of(context).Parse(context.GetArgument<string?>("query"), context.FieldDefinition.Name, filters.Keys);
        ItemState[] found;
        lock (shop.Gate)
        {
            found = query?.ValuesOf("sku") is { } skus ? [.. shop.ItemsWith(skus)] : [.. shop.Items.Values.Where(item => query?.Matches(item, filters) != false)];
        }

        return found.Select(item => new ConnectionItem(Key(item), shop.Find(globalId(item)))).OrderBy(item => item.Key, StringComparer.Ordinal).ToArray();

        string Key(ItemState item)
        {
            var id = number(item).ToString("D19", CultureInfo.InvariantCulture);
            return byTime ? item.UpdatedAt.UtcTicks.ToString("D19", CultureInfo.InvariantCulture) + "-" + id : id;
        }
    }

    private ConnectionItem[] Customers(IResolveFieldContext context)
    {
        var query = ShopRequest.Of(context).Parse(context.GetArgument<string?>("query"), "customers", CustomerFilters.Keys);
        var byTime = context.GetArgument<string?>("sortKey") == "UPDATED_AT";
        lock (shop.Gate)
        {
            return shop.Customers.Values.Where(customer => query?.Matches(customer, CustomerFilters) != false)
                .Select(customer => new ConnectionItem(
                    (byTime ? customer.UpdatedAt.UtcTicks.ToString("D19", CultureInfo.InvariantCulture) + "-" : "") + customer.Id.ToString("D19", CultureInfo.InvariantCulture),
                    shop.Find(customer.GlobalId)))
                .OrderBy(item => item.Key, StringComparer.Ordinal).ToArray();
        }
    }

    private GraphNode Shop() => new("Shop")
    {
        ["id"] = Gid.Of("Shop", 1),
        ["name"] = "Sandbox",
        ["email"] = "shop@example.com",
        ["myshopifyDomain"] = shop.Options.ShopDomain,
        ["currencyCode"] = shop.Options.Currency,
        ["enabledPresentmentCurrencies"] = shop.Options.PresentmentRates.Keys.Prepend(shop.Options.Currency).ToArray(),
        ["ianaTimezone"] = "Europe/Berlin",
        ["taxesIncluded"] = shop.Options.TaxesIncluded,
        ["taxShipping"] = true,
        ["createdAt"] = shop.Locations[0].CreatedAt,
        ["plan"] = new GraphNode("ShopPlan") { ["publicDisplayName"] = "Basic", ["shopifyPlus"] = false, ["partnerDevelopment"] = true },
    };

    private GraphNode Installation() => new("AppInstallation")
    {
        ["id"] = Gid.Of("AppInstallation", 1),
        ["accessScopes"] = shop.Options.Scopes.Select(scope => new GraphNode("AccessScope") { ["handle"] = scope, ["description"] = scope }).ToArray(),
    };

    private static GraphNode QuantityName(string name) => new("InventoryQuantityName")
    {
        ["name"] = name,
        ["displayName"] = name.Replace('_', ' '),
        ["isInUse"] = true,
        ["belongsTo"] = name is "on_hand" or "incoming" ? Array.Empty<string>() : ["on_hand"],
        ["comprises"] = name == "on_hand" ? LevelState.Names.Where(part => part is not ("on_hand" or "incoming")).ToArray() : [],
    };
}
