using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;

namespace ErpSync.Adapters.Shopify.Webhooks;

/// <summary>A subscription as the shop has it.</summary>
/// <param name="Id">GID.</param>
/// <param name="Topic">Enum name.</param>
/// <param name="Address">Where it delivers.</param>
/// <param name="IsWhole">True when it delivers JSON, unfiltered, with every field.</param>
/// <param name="IsVersionSupported">False when its payload version has run out.</param>
internal sealed record Subscription(string Id, string Topic, string? Address, bool IsWhole, bool IsVersionSupported)
{
    public static Subscription Read(JsonElement node) => new(
        node.Text("id") ?? "",
        node.Text("topic") ?? "",
        node.Text("uri"),
        node.Text("format") == "JSON" && node.Filled("filter") is null && !node.List("includeFields").Any(),
        node.Object("apiVersion")?.Flag("supported") ?? true);
}
