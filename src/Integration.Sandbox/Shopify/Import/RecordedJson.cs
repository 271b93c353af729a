using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;

namespace ErpSync.Sandbox.Shopify.Import;

/// <summary>Reads recorded JSON whether it is spelled as REST (<c>line_items</c>) or as GraphQL (<c>lineItems { nodes }</c>).</summary>
internal static class RecordedJson
{
    public static JsonElement? Get(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names) => element.Get(names) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static bool Flag(this JsonElement element, params ReadOnlySpan<string> names) => element.Get(names) is { ValueKind: JsonValueKind.True };

    public static int? Number(this JsonElement element, params ReadOnlySpan<string> names) =>
        element.Get(names) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public static decimal? Amount(this JsonElement element, params ReadOnlySpan<string> names) =>
        decimal.TryParse(element.Text(names), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> names) =>
        DateTimeOffset.TryParse(element.Text(names), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value.ToUniversalTime() : null;

    /// <summary>The number behind an id, whether it is a number or a global id; 0 when there is none.</summary>
    public static long Id(this JsonElement element, params ReadOnlySpan<string> names)
    {
        var text = element.Text(names);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Gid.Tail(text);
    }

    /// <summary>The entries of an array or a connection.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.Get(names) is not { } list)
        {
            return [];
        }

        if (list.ValueKind == JsonValueKind.Object)
        {
            list = list.Get("nodes", "edges") ?? list;
        }

        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.Get("node") ?? item).Where(item => item.ValueKind == JsonValueKind.Object) : [];
    }

    /// <summary>A money bag, or a plain amount in shop currency converted by the order's rate.</summary>
    public static Bag? Money(this JsonElement element, MoneyRules rules, params ReadOnlySpan<string> names)
    {
        if (element.Get(names) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            var shop = value.Get("shopMoney", "shop_money")?.Amount("amount");
            var presentment = value.Get("presentmentMoney", "presentment_money")?.Amount("amount");
            return shop is { } amount ? new Bag(amount, presentment ?? rules.FromShop(amount).Presentment) : null;
        }

        return element.Amount(names) is { } plain ? rules.FromShop(plain) : null;
    }
}
