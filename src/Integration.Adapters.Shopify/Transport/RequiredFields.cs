using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Fields that every answer has; without them it is not the API this adapter knows.</summary>
internal static class RequiredFields
{
    public static string Id(JsonElement node) => node.Filled("id") ?? throw Missing("id");

    public static DateTimeOffset ChangeTime(JsonElement node) => node.Instant("updatedAt") ?? throw Missing("updatedAt");

    public static ConnectorException Missing(string field) => new(new Fault(FaultKind.SchemaChanged, "shopify.field-missing", $"Shopify answered a record without '{field}'.")
    {
        Hint = "Set ApiVersion to a version this release was tested with, or update the package.",
    });
}
