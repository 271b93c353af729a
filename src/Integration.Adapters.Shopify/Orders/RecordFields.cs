using System.Globalization;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Strict reading of the fields an order cannot do without. Every failure names the path of the canonical field.</summary>
internal static class RecordFields
{
    private const string AskSource = "Correct the order in the shop, or report the value if the shop shows it as correct.";

    public static string RequiredText(this JsonElement element, string name, FieldPath path) =>
        element.Filled(name) ?? throw FieldFaultException.Missing(path.ToString());

    public static DateTimeOffset RequiredInstant(this JsonElement element, string name, FieldPath path)
    {
        if (element.Member(name) is null)
        {
            throw FieldFaultException.Missing(path.ToString());
        }

        return element.Instant(name) ?? throw FieldFaultException.Invalid("shopify.bad-instant", path.ToString(), "is not a point in time", AskSource);
    }

    public static int Quantity(this JsonElement element, string name, FieldPath path)
    {
        if (element.Member(name) is not { } member)
        {
            throw FieldFaultException.Missing(path.ToString());
        }

        if (member.ValueKind != JsonValueKind.Number || !member.TryGetInt32(out var quantity))
        {
            throw FieldFaultException.Invalid("shopify.bad-quantity", path.ToString(), "is not a whole number of units", AskSource);
        }

        return quantity >= 0
            ? quantity
            : throw FieldFaultException.Invalid(
                "shopify.negative-quantity", path.ToString(), $"is {quantity.ToString(CultureInfo.InvariantCulture)}; an order cannot hold less than nothing", AskSource);
    }

    public static Currency CurrencyOf(this JsonElement element, string name, FieldPath path)
    {
        var code = element.Filled(name) ?? throw FieldFaultException.Missing(path.ToString());
        return Currency.TryFromCode(code, out var currency)
            ? currency
            : throw FieldFaultException.Invalid(
                "shopify.unknown-currency", path.ToString(), $"names '{GraphErrors.Clean(code)}', which is not an ISO 4217 currency", "Correct the currency in the shop, or update the package when ISO 4217 has a new one.");
    }

    public static decimal AmountOf(this JsonElement element, string name, FieldPath path)
    {
        if (element.Member(name) is not { } member)
        {
            throw FieldFaultException.Missing(path.ToString());
        }

        return member.ValueKind is JsonValueKind.String or JsonValueKind.Number && TryAmount(member, out var amount)
            ? amount
            : throw FieldFaultException.Invalid("shopify.bad-amount", path.ToString(), "is not an amount of money", AskSource);
    }

    private static bool TryAmount(JsonElement member, out decimal amount) =>
        decimal.TryParse(
            member.ValueKind == JsonValueKind.Number ? member.GetRawText() : member.GetString(),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out amount);
}
