using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Schema;

namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>Converts sent JSON values to what records hold, with the errors a wrong value gives.</summary>
internal static class BodyReader
{
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw ErpError.BadRequest("Invalid Request Body");
        }
        catch (JsonException)
        {
            throw ErpError.BadRequest("Invalid Request Body");
        }
    }

    public static object Convert(ErpProperty property, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return property.Empty;
        }

        return property.Kind switch
        {
            ErpKind.Text => Limited(property, Text(property, value)),
            ErpKind.Code => Limited(property, Text(property, value).Trim().ToUpperInvariant()),
            ErpKind.Enum => Member(property, Text(property, value)),
            ErpKind.Guid => Guid.TryParse(Text(property, value), out var id) ? id : throw new ErpError(400, "Application_InvalidGUID",
                "Invalid format of GUID string. The correct format of the GUID string is: "
                + "CDEF7890-ABCD-0123-1234-567890ABCDEF where 0-9, A-F symbolizes hexadecimal digits."),
            ErpKind.Decimal => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : throw Wrong("Decimal"),
            ErpKind.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole) ? whole : throw Wrong("Integer"),
            ErpKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong("Boolean"),
            ErpKind.Date => DateOnly.TryParseExact(
                Text(property, value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Wrong("Date"),
            _ => DateTimeOffset.TryParse(Text(property, value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant.ToUniversalTime() : throw Wrong("DateTime"),
        };
    }

    private static string Text(ErpProperty property, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw ErpError.BadRequest($"Unable to convert value of '{property.Name}' to {property.Kind}");

    private static string Limited(ErpProperty property, string text) =>
        property.MaxLength > 0 && text.Length > property.MaxLength ? throw ErpError.TooLong(text, property.MaxLength) : text;

    private static string Member(ErpProperty property, string text) => ErpEnums.Find(property.EnumName, text) ?? throw new ErpError(400, "Unknown",
        $"'{text}' is not an option. The existing options are: {string.Join(',', ErpEnums.Captions(property.EnumName))}");

    private static ErpError Wrong(string type) => ErpError.BadRequest($"Unable to convert value to {type}");
}
