using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ErpSync.Model;

/// <summary>Writes money as one string, <c>"108.00 EUR"</c>, so that no reader can lose the currency or pass through binary floating point.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        var space = text?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        return space > 0
            && decimal.TryParse(text.AsSpan(0, space), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            && Currency.TryFromCode(text![(space + 1)..], out var currency)
                ? new Money(amount, currency)
                : throw new JsonException($"'{text}' is not an amount of money. Write it as \"108.00 EUR\".");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue($"{value.Amount.ToString(CultureInfo.InvariantCulture)} {value.Currency.Code}");
    }
}
