using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Fields that every answer has; without them it is not the API this adapter knows.</summary>
internal static class RequiredFields
{
    private const long MostUnits = 10_000_000;

    public static string Id(JsonElement node) => node.Filled("id") ?? throw Missing("id");

    public static DateTimeOffset ChangeTime(JsonElement node) => node.Instant("updatedAt") ?? throw Missing("updatedAt");

    /// <summary>Whole units; absent counts as none.</summary>
    public static int Units(JsonElement node, string field) =>
        node.Member(field) is null ? 0 : node.Whole(field) is { } units and >= -MostUnits and <= MostUnits ? (int)units : throw Missing(field);

    public static ConnectorException Missing(string field) => new(new Fault(FaultKind.SchemaChanged, "shopify.record-incomplete", $"Shopify answered a record without a usable '{field}'.")
    {
        Hint = "Set ApiVersion to a version this release was tested with, or update the package.",
    });
}
