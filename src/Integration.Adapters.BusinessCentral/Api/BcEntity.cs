using System.Globalization;
using System.Text.Json;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>A record as Business Central sent it. A property that is absent reads as the empty value of its type, as the service itself writes it.</summary>
internal readonly struct BcEntity(JsonElement json)
{
    private const decimal MostAmount = 1_000_000_000_000_000m;

    public JsonElement Json { get; } = json;

    public string? ETag => Json.TryGetProperty("@odata.etag", out var etag) && etag.ValueKind == JsonValueKind.String ? etag.GetString() : null;

    public Guid Id => Guid(BcFields.Id);

    /// <summary>The id of a record that was read.</summary>
    /// <exception cref="BcException">It has none: the service is not the one the adapter knows.</exception>
    public Guid RequiredId(string set) => Id is var id && id != System.Guid.Empty ? id : throw BcFaults.Unreadable(write: false, set, "has a record without id");

    /// <summary>A text that names a record.</summary>
    /// <exception cref="BcException">There is none.</exception>
    public string RequiredText(string name, string set) => Text(name) is { Length: > 0 } text ? text : throw BcFaults.Unreadable(write: false, set, $"has a record without {name}");

    /// <summary>An instant that must be there.</summary>
    /// <exception cref="BcException">There is none.</exception>
    public DateTimeOffset RequiredInstant(string name, string set) =>
        Instant(name) is var instant && instant > DateTimeOffset.MinValue ? instant : throw BcFaults.Unreadable(write: false, set, $"has a record without {name}");

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    public string Text(string name) => Json.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Null => "", _ => value.GetRawText() }
        : "";

    public Guid Guid(string name) => System.Guid.TryParse(Text(name), out var id) ? id : System.Guid.Empty;

    public decimal Decimal(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? InRange(number, name) : 0m;

    private static decimal InRange(decimal number, string name) =>
        Math.Abs(number) <= MostAmount ? number : throw BcFaults.Unreadable(write: false, name, "is larger than any amount or quantity");

    public int Integer(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    public bool Flag(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public DateTimeOffset Instant(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : DateTimeOffset.MinValue;

    public DateOnly? Date(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date > DateOnly.MinValue ? date : null;

    public IReadOnlyList<BcEntity> Children(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(child => new BcEntity(child))] : [];
}
