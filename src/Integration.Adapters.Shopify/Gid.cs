using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ErpSync.Adapters.Shopify;

/// <summary>Global ids: <c>gid://shopify/Order/123</c>. Webhooks and people also write the number alone.</summary>
internal static class Gid
{
    private const string Prefix = "gid://shopify/";

    public static string Of(string type, long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{type}/{number}");

    /// <summary>The GID for a number, a numeric text or a GID of that type; query parts of a GID are dropped.</summary>
    public static bool TryNormalise(string type, string? text, [NotNullWhen(true)] out string? gid)
    {
        gid = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var tail = text;
        if (text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(Prefix.Length);
            if (!rest.StartsWith(type, StringComparison.Ordinal) || rest.Length <= type.Length || rest[type.Length] != '/')
            {
                return false;
            }

            tail = rest[(type.Length + 1)..].ToString();
            var query = tail.IndexOf('?', StringComparison.Ordinal);
            tail = query < 0 ? tail : tail[..query];
        }

        if (!long.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= 0)
        {
            return false;
        }

        gid = Of(type, number);
        return true;
    }

    /// <summary>The type a GID names, or null when the text is not one.</summary>
    public static string? TypeOf(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var slash = text.IndexOf('/', Prefix.Length);
        return slash < 0 ? null : text[Prefix.Length..slash];
    }

    /// <summary>The number at the end of a GID, for ordering; 0 when there is none.</summary>
    public static long NumberOf(string gid) =>
        long.TryParse(gid.AsSpan(gid.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The text behind the last slash: the id people see and documents carry. A text without a slash stays as it is.</summary>
    [return: NotNullIfNotNull(nameof(gid))]
    public static string? Tail(string? gid) => gid?[(gid.LastIndexOf('/') + 1)..];
}
