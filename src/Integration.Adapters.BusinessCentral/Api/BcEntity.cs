using System.Globalization;
using System.Text.Json;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>A record as Business Central sent it. A property that is absent reads as the empty value of its type, as the service itself writes it.</summary>
internal readonly struct BcEntity(JsonElement json)
{
    public JsonElement Json { get; } = json;

    public string? ETag => Json.TryGetProperty("@odata.etag", out var etag) ? etag.GetString() : null;

    public Guid Id => Guid(BcFields.Id);

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    public string Text(string name) => Json.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Null => "", _ => value.GetRawText() }
        : "";

    public Guid Guid(string name) => System.Guid.TryParse(Text(name), out var id) ? id : System.Guid.Empty;

    public decimal Decimal(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : 0m;

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
