using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.Webhooks;

/// <summary>One subscription to a topic.</summary>
internal sealed class SubscriptionState
{
    public required long Id { get; init; }

    /// <summary>Topic as the enum names it, <c>ORDERS_CREATE</c>.</summary>
    public required string Topic { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required string Uri { get; set; }

    public string? Name { get; set; }

    public string? Filter { get; set; }

    public IReadOnlyList<string> IncludeFields { get; set; } = [];

    public IReadOnlyList<string> MetafieldNamespaces { get; set; } = [];

    /// <summary>Deliveries that failed for good, one after another.</summary>
    public int FailuresInARow { get; set; }

    public string GlobalId => Gid.Of("WebhookSubscription", Id);

    public GraphNode Node(string version) => new("WebhookSubscription")
    {
        ["id"] = GlobalId,
        ["legacyResourceId"] = Id,
        ["topic"] = Topic,
        ["uri"] = Uri,
        ["format"] = "JSON",
        ["filter"] = Filter,
        ["name"] = Name,
        ["includeFields"] = IncludeFields,
        ["metafieldNamespaces"] = MetafieldNamespaces,
        ["createdAt"] = CreatedAt,
        ["updatedAt"] = UpdatedAt,
        ["apiVersion"] = new GraphNode("ApiVersion") { ["handle"] = version, ["displayName"] = version, ["supported"] = true },
    };

    /// <summary>The key that orders subscriptions by age.</summary>
    public string Key => Id.ToString("D19", CultureInfo.InvariantCulture);
}
