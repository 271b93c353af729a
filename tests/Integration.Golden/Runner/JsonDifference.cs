using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ErpSync.Golden.Runner;

/// <summary>First difference of two JSON values. Decimal strings are compared by value, everything else exactly; lists in order.</summary>
public static class JsonDifference
{
    public static string? Find(JsonElement want, JsonNode? got, string path)
    {
        var found = got is null ? default : JsonSerializer.SerializeToElement(got);
        return Find(want, found, path);
    }

    private static string? Find(JsonElement want, JsonElement got, string path)
    {
        if (want.ValueKind != got.ValueKind)
        {
            return Differ(path, want, got);
        }

        return want.ValueKind switch
        {
            JsonValueKind.Object => Objects(want, got, path),
            JsonValueKind.Array => Arrays(want, got, path),
            JsonValueKind.String => SameText(want.GetString()!, got.GetString()!) ? null : Differ(path, want, got),
            JsonValueKind.Number => want.GetDecimal() == got.GetDecimal() ? null : Differ(path, want, got),
            _ => null,
        };
    }

    private static string? Objects(JsonElement want, JsonElement got, string path)
    {
        foreach (var property in want.EnumerateObject())
        {
            var place = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!got.TryGetProperty(property.Name, out var value))
            {
                return $"{place}: want {property.Value.GetRawText()}, got nothing";
            }

            if (Find(property.Value, value, place) is { } difference)
            {
                return difference;
            }
        }

        foreach (var property in got.EnumerateObject())
        {
            if (!want.TryGetProperty(property.Name, out _))
            {
                return $"{path}.{property.Name}: want nothing, got {property.Value.GetRawText()}";
            }
        }

        return null;
    }

    private static string? Arrays(JsonElement want, JsonElement got, string path)
    {
        if (want.GetArrayLength() != got.GetArrayLength())
        {
            return $"{path}: want {want.GetArrayLength()} entries, got {got.GetArrayLength()}: {got.GetRawText()}";
        }

        for (var i = 0; i < want.GetArrayLength(); i++)
        {
            if (Find(want[i], got[i], $"{path}[{i}]") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static bool SameText(string want, string got) =>
        string.Equals(want, got, StringComparison.Ordinal)
        || (Decimal(want, out var a) && Decimal(got, out var b) && a == b);

    private static bool Decimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static string Differ(string path, JsonElement want, JsonElement got) => $"{path}: want {Raw(want)}, got {Raw(got)}";

    private static string Raw(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
}
