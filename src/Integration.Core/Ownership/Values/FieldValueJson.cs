using System.Globalization;
using System.Text.Json;

namespace ErpSync.Ownership;

/// <summary>Reads and writes values as plain JSON: decimals as strings, sets as lists, objects as objects.</summary>
public static class FieldValueJson
{
    /// <summary>Reads a value of a known type.</summary>
    /// <param name="element">JSON null, string, bool, number, list of strings or flat object of strings.</param>
    /// <param name="type">Type of the field; null takes the JSON's own (a string is a text, a number a decimal).</param>
    /// <exception cref="FormatException">The JSON is no value of that type.</exception>
    public static FieldValue Read(JsonElement element, FieldType? type = null) => (element.ValueKind, type) switch
    {
        (JsonValueKind.Null or JsonValueKind.Undefined, _) => FieldValue.Null,
        (JsonValueKind.String, FieldType.Decimal) => FieldValue.Of(ParseDecimal(element.GetString()!)),
        (JsonValueKind.Number, null or FieldType.Decimal) => FieldValue.Of(element.GetDecimal()),
        (JsonValueKind.String, null or FieldType.Text) => FieldValue.Of(element.GetString()),
        (JsonValueKind.True or JsonValueKind.False, null or FieldType.Bool) => FieldValue.Of(element.GetBoolean()),
        (JsonValueKind.Array, null or FieldType.Set) => FieldValue.OfSet(element.EnumerateArray().Select(static item => TextOf(item)!)),
        (JsonValueKind.Object, null or FieldType.Object) =>
            FieldValue.OfObject(element.EnumerateObject().Select(static pair => KeyValuePair.Create(pair.Name, TextOf(pair.Value)))),
        _ => throw new FormatException($"{element.GetRawText()} is no {type} value. Decimals are strings or numbers, sets lists of strings, objects flat."),
    };

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        switch (value.Type)
        {
            case null:
                writer.WriteNullValue();
                break;
            case FieldType.Bool:
                writer.WriteBooleanValue(value.Flag!.Value);
                break;
            case FieldType.Set:
                writer.WriteStartArray();
                foreach (var member in value.Members)
                {
                    writer.WriteStringValue(member);
                }

                writer.WriteEndArray();
                break;
            case FieldType.Object:
                writer.WriteStartObject();
                foreach (var (name, text) in value.Properties)
                {
                    writer.WriteString(name, text);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(value.Canonical[2..]);
                break;
        }
    }

    internal static decimal ParseDecimal(string text) =>
        TryParseDecimal(text) ?? throw new FormatException($"'{text}' is no decimal. Write it with digits and a decimal point.");

    internal static decimal? TryParseDecimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? TextOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString(),
        JsonValueKind.Null => null,
        _ => throw new FormatException($"{item.GetRawText()} is no text."),
    };
}
