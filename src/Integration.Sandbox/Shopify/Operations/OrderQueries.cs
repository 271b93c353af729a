using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Reads of orders and what belongs to them.</summary>
internal sealed class OrderQueries(ShopState shop)
{
    private static readonly Dictionary<string, Func<GraphNode, object?>> Filters = new(StringComparer.Ordinal)
    {
        ["id"] = node => Gid.Tail(node.Id),
        ["name"] = node => node["name"],
        ["email"] = node => node["email"],
        ["updated_at"] = node => node["updatedAt"],
        ["created_at"] = node => node["createdAt"],
        ["processed_at"] = node => node["processedAt"],
        ["tag"] = node => node["tags"],
        ["test"] = node => node["test"],
        ["status"] = Status,
        ["financial_status"] = node => node["displayFinancialStatus"],
        ["fulfillment_status"] = node => node["displayFulfillmentStatus"],
        ["source_name"] = node => node["sourceName"],
        ["po_number"] = node => node["poNumber"],
        ["confirmation_number"] = node => node["confirmationNumber"],
    };

    public void Register(RootFields roots)
    {
        roots.Query("order", context => ById(context, "id", "Order"));
        roots.Query("refund", context => ById(context, "id", "Refund"));
        roots.Query("return", context => ById(context, "id", "Return"));
        roots.Query("fulfillment", context => ById(context, "id", "Fulfillment"));
        roots.Query("fulfillmentOrder", context => ById(context, "id", "FulfillmentOrder"));
        roots.Query("orders", Orders);
        roots.Query("ordersCount", Count);
        roots.Query("orderByIdentifier", ByIdentifier);
        roots.Query("fulfillmentOrders", context => ConnectionPage.Numbered(
            shop.Orders.OrderBy(entry => entry.State.Id).SelectMany(entry => (IEnumerable<object?>?)entry.Newest["fulfillmentOrders"] ?? [])
                .Where(node => context.GetArgument<bool?>("includeClosed") == true || node is GraphNode { } work && (string?)work["status"] is not ("CLOSED" or "CANCELLED"))));
        roots.Query("node", context => Node(context.GetArgument<string>("id")));
        roots.Query("nodes", Nodes);
        roots.Field("Order", "shippingLines", ShippingLines);
        roots.Field("Order", "metafield", Metafield);
        roots.Field("Order", "metafields", Metafields);
        roots.Field("Customer", "metafield", Metafield);
        roots.Field("Customer", "metafields", Metafields);
        roots.Field("LineItem", "discountedTotalSet", (node, context) =>
            context.GetArgument<bool?>("withCodeDiscounts") == true && node.TryGet("discountedTotalSet(withCodeDiscounts)", out var all) ? all : node["discountedTotalSet"]);
    }

    private GraphNode? ById(IResolveFieldContext context, string argument, string type)
    {
        var id = context.GetArgument<string>(argument);
        return Gid.Number(id, type) is null ? throw ShopError.InvalidId(id) : shop.Find(id);
    }

    private GraphNode? Node(string id) => Gid.TryParse(id, out _, out _) ? shop.Find(id) : throw ShopError.InvalidId(id);

    private object Nodes(IResolveFieldContext context)
    {
        var ids = context.GetArgument<List<string>>("ids");
        return ids.Count > ConnectionPage.MaxPageSize
            ? throw new ShopError("MAX_INPUT_SIZE_EXCEEDED", $"The input array size of {ids.Count} is greater than the maximum allowed of {ConnectionPage.MaxPageSize}.")
            : ids.ConvertAll(Node);
    }

    private object Orders(IResolveFieldContext context)
    {
        var request = ShopRequest.Of(context);
        var key = context.GetArgument<string?>("sortKey") switch
        {
            "UPDATED_AT" => "updatedAt",
            "CREATED_AT" => "createdAt",
            "ID" or "ORDER_NUMBER" => null,
            _ => "processedAt",
        };
        return Find(context, request).Select(node => new ConnectionItem(SortKey(node, key), node)).OrderBy(item => item.Key, StringComparer.Ordinal).ToArray();
    }

    private static string SortKey(GraphNode node, string? field)
    {
        var id = Gid.Tail(node.Id).ToString("D19", CultureInfo.InvariantCulture);
        return field is not null && node[field] is DateTimeOffset at ? at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture) + "-" + id : id;
    }

    private IEnumerable<GraphNode> Find(IResolveFieldContext context, ShopRequest request)
    {
        var query = request.Parse(context.GetArgument<string?>("query"), context.FieldDefinition.Name, Filters.Keys);
        return shop.Orders.Select(entry => entry.AsOf(request.ListsAsOf)).OfType<GraphNode>().Where(node => query?.Matches(node, Filters) != false);
    }

    private object Count(IResolveFieldContext context)
    {
        var limit = context.GetArgument<int?>("limit");
        var count = Find(context, ShopRequest.Of(context)).Count();
        return new GraphNode("Count")
        {
            ["count"] = limit is { } most ? Math.Min(most, count) : count,
            ["precision"] = limit is { } cap && count > cap ? "AT_LEAST" : "EXACT",
        };
    }

    private GraphNode? ByIdentifier(IResolveFieldContext context)
    {
        var identifier = context.GetArgument<Dictionary<string, object?>>("identifier");
        if (identifier.GetValueOrDefault("id") is string id)
        {
            return shop.Find(id);
        }

        if (identifier.GetValueOrDefault("customId") is IDictionary<string, object?> custom)
        {
            var match = shop.Metafields.FirstOrDefault(entry =>
                entry.Key.Key == (string?)custom["key"]
                && (custom.TryGetValue("namespace", out var space) ? (string?)space : "$app") == entry.Key.Namespace
                && (string?)entry.Value["value"] == (string?)custom["value"]
                && Gid.Number(entry.Key.Owner, "Order") is not null);
            return match.Key.Owner is null ? null : shop.Find(match.Key.Owner);
        }

        return null;
    }

    private static object? ShippingLines(GraphNode node, IResolveFieldContext context)
    {
        var lines = (IEnumerable<object?>?)node["shippingLines"];
        return context.GetArgument<bool?>("includeRemovals") == true ? lines : lines?.Where(line => line is GraphNode { } part && part["isRemoved"] is not true);
    }

    private object? Metafield(GraphNode node, IResolveFieldContext context) =>
        shop.Metafields.GetValueOrDefault((node.Id, context.GetArgument<string?>("namespace") ?? "$app", context.GetArgument<string>("key")));

    private IEnumerable<object?> Metafields(GraphNode node, IResolveFieldContext context)
    {
        var space = context.GetArgument<string?>("namespace");
        return shop.Metafields.Where(entry => entry.Key.Owner == node.Id && (space is null || entry.Key.Namespace == space))
            .OrderBy(entry => entry.Value.Id, StringComparer.Ordinal).Select(entry => entry.Value);
    }

    private static string? Status(GraphNode node) => node["cancelledAt"] is not null ? "cancelled" : node["closedAt"] is not null ? "closed" : "open";
}
