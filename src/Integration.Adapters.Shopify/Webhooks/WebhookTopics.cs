using System.Collections.Frozen;

namespace ErpSync.Adapters.Shopify.Webhooks;

/// <summary>Topic names in slash form.</summary>
internal static class WebhookTopics
{
    public static IReadOnlyList<string> Default { get; } =
    [
        "orders/create", "orders/updated", "orders/edited", "orders/cancelled", "orders/delete", "orders/paid",
        "refunds/create", "order_transactions/create", "fulfillments/create", "fulfillments/update",
        "returns/approve", "returns/close", "returns/cancel", "returns/reopen",
        "inventory_levels/update", "customers/update", "app/uninstalled", "app/scopes_update",
    ];

    /// <summary>Topics that belong to the configuration of the app and cannot be subscribed to.</summary>
    public static FrozenSet<string> Compliance { get; } = new[] { "customers/data_request", "customers/redact", "shop/redact" }.ToFrozenSet(StringComparer.Ordinal);
}
