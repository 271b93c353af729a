using System.Globalization;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>Global ids, <c>gid://shopify/Order/123</c>.</summary>
internal static class Gid
{
    private const string Prefix = "gid://shopify/";

    public static string Of(string type, long id) => Prefix + type + "/" + id.ToString(CultureInfo.InvariantCulture);

    public static string OfLevel(long location, long item) => Of("InventoryLevel", location) + "?inventory_item_id=" + item.ToString(CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out string type, out long id)
    {
        type = "";
        id = 0;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var slash = text.IndexOf('/', Prefix.Length);
        if (slash < 0)
        {
            return false;
        }

        type = text[Prefix.Length..slash];
        var tail = text.AsSpan(slash + 1);
        var question = tail.IndexOf('?');
        return long.TryParse(question < 0 ? tail : tail[..question], NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    /// <summary>The number in a global id of that type, or null when the text is something else.</summary>
    public static long? Number(string? text, string type) => TryParse(text, out var actual, out var id) && actual == type ? id : null;

    public static long Tail(string? text) => TryParse(text, out _, out var id) ? id : 0;
}
