using System.Text.Json;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Variables that many operations share.</summary>
internal static class WriteVariables
{
    public static void Strings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>A search term that is matched as a whole: quoted, with the characters escaped that the search language reads.</summary>
    public static string SearchTerm(string field, string value) =>
        $"{field}:\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
