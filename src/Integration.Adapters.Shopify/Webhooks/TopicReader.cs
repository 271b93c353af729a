using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Webhooks;

/// <summary>Which record a delivery is about. Ids may be numbers, numeric texts or GIDs.</summary>
internal static class TopicReader
{
    public static WebhookVerdict Read(string topic, string deliveryId, JsonElement body, DateTimeOffset occurredAt)
    {
        if (WebhookTopics.Compliance.Contains(topic))
        {
            return new WebhookVerdict.Accepted(deliveryId, []);
        }

        var signal = topic switch
        {
            "orders/delete" => Order(body, occurredAt, "id") is { } gone ? gone with { Deleted = true } : null,
            "orders/edited" => body.Object("order_edit") is { } edit ? Order(edit, occurredAt, "order_id") : null,
            "customers/delete" => Customer(body, occurredAt) is { } gone ? gone with { Deleted = true } : null,
            _ => null,
        };
        if (signal is not null)
        {
            return new WebhookVerdict.Accepted(deliveryId, [signal]);
        }

        return topic.Split('/')[0] switch
        {
            "orders" when topic is not ("orders/delete" or "orders/edited") => One(deliveryId, Order(body, occurredAt, "admin_graphql_api_id", "admin_graphql_api_order_id", "order_id", "id")),
            "refunds" or "order_transactions" or "fulfillments" => One(deliveryId, Order(body, occurredAt, "order_id")),
            "returns" => ReturnOrder(body, occurredAt) is { } order ? One(deliveryId, order)
                : Gid.TypeOf(body.Text("admin_graphql_api_id")) == "Return" ? new WebhookVerdict.Ignored("The body names a return but not its order; orders/updated does.") : Unreadable(topic),
            "inventory_levels" => One(deliveryId, Id(body, "InventoryItem", "inventory_item_id") is { } item ? new ChangeSignal(EntityNames.Item, item, occurredAt) : null),
            "inventory_items" => One(deliveryId, Id(body, "InventoryItem", "admin_graphql_api_id", "id") is { } item
                ? new ChangeSignal(EntityNames.Item, item, occurredAt, topic == "inventory_items/delete") : null),
            "customers" when topic is "customers/create" or "customers/update" or "customers/enable" or "customers/disable" => One(deliveryId, Customer(body, occurredAt)),
            "app" when topic == "app/uninstalled" => new WebhookVerdict.Ignored("The app was uninstalled from the shop; the connection check will report it."),
            "app" when topic == "app/scopes_update" => new WebhookVerdict.Ignored("The scopes of the app were changed; the connection check compares them."),
            "orders" or "customers" => topic is "orders/delete" or "orders/edited" or "customers/delete" ? Unreadable(topic) : Unknown(topic),
            _ => Unknown(topic),
        };
    }

    private static WebhookVerdict One(string deliveryId, ChangeSignal? signal) =>
        signal is null ? Unreadable(null) : new WebhookVerdict.Accepted(deliveryId, [signal]);

    private static WebhookVerdict.Refused Unreadable(string? topic) =>
        new($"The body{(topic is null ? "" : $" of {topic}")} does not name the record it is about.", 400);

    private static WebhookVerdict.Ignored Unknown(string topic) => new($"Nothing is read on '{GraphErrors.Clean(topic)}'.");

    private static ChangeSignal? Order(JsonElement body, DateTimeOffset occurredAt, params string[] members) =>
        Id(body, "Order", members) is { } id ? new ChangeSignal(EntityNames.Order, id, occurredAt) : null;

    private static ChangeSignal? ReturnOrder(JsonElement body, DateTimeOffset occurredAt) =>
        Order(body, occurredAt, "order_id")
        ?? (body.Object("order") is { } order ? Order(order, occurredAt, "admin_graphql_api_id", "id") : null)
        ?? (body.Object("return") is { } inner ? ReturnOrder(inner, occurredAt) : null);

    private static ChangeSignal? Customer(JsonElement body, DateTimeOffset occurredAt) =>
        Id(body, "Customer", "admin_graphql_api_id", "id") is { } id ? new ChangeSignal(EntityNames.Customer, id, occurredAt) : null;

    /// <summary>The first member that is an id of that type.</summary>
    private static string? Id(JsonElement body, string type, params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            if (Gid.TryNormalise(type, body.Text(member), out var gid))
            {
                return gid;
            }
        }

        return null;
    }
}
