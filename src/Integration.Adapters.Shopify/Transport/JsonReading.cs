using System.Globalization;
using System.Text.Json;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Lenient look-ups: a missing member, a null and a member of another kind all read as "not there".</summary>
internal static class JsonReading
{
    private const decimal MostUnits = 9_000_000_000_000_000_000m;

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } member ? member : null;

    public static string? Text(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static string? Filled(this JsonElement element, string name) =>
        element.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static decimal? Number(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => value,
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    /// <summary>A number as whole units; null when it is none that fits.</summary>
    public static long? Whole(this JsonElement element, string name) =>
        element.Number(name) is { } value && value == decimal.Truncate(value) && Math.Abs(value) <= MostUnits ? (long)value : null;

    public static bool? Flag(this JsonElement element, string name) => element.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static DateTimeOffset? Instant(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value.ToUniversalTime() : null;

    /// <summary>A day without a time (<c>Date</c>); null when there is none, or when the member is an instant.</summary>
    public static DateOnly? Day(this JsonElement element, string name) =>
        DateOnly.TryParseExact(element.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null;

    /// <summary>Elements of a list member; empty when it is absent or not a list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>Elements of a connection given as <c>nodes</c> or <c>edges</c>.</summary>
    public static IEnumerable<JsonElement> Nodes(this JsonElement element, string connection)
    {
        if (element.Object(connection) is not { } found)
        {
            return [];
        }

        return found.Member("nodes") is not null ? found.List("nodes") : found.List("edges").Select(edge => edge.Object("node")).OfType<JsonElement>();
    }
}
