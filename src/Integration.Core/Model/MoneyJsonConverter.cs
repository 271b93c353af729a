using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ErpSync.Model;

/// <summary>Writes money as one string, <c>"108.00 EUR"</c>, so that no reader can lose the currency or pass through binary floating point.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    // default(Money) stands where an amount has no meaning (a comment line); it has no currency to name.
    private const string Unset = "0";

    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (text == Unset)
        {
            return default;
        }

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
        if (value == default)
        {
            writer.WriteStringValue(Unset);
            return;
        }

        writer.WriteStringValue($"{value.Amount.ToString(CultureInfo.InvariantCulture)} {value.Currency.Code}");
    }
}
