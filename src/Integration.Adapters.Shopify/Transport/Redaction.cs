using System.Text.RegularExpressions;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Takes out of the shop's own words what must not get into faults and logs: our secrets, e-mail addresses and telephone numbers.</summary>
internal sealed partial class Redaction(ShopifyOptions options)
{
    private readonly string[] _secrets =
    [
        .. new[] { options.AccessToken, options.ClientSecret }.Concat(options.WebhookSecrets).OfType<string>().Where(secret => secret.Length > 0),
    ];

    public string Of(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "(secret)", StringComparison.Ordinal);
        }

        return Phone().Replace(Mail().Replace(text, "(e-mail)"), "(telephone)");
    }

    [GeneratedRegex(@"\+[0-9][0-9 ()/-]{6,}[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[^\s'""<>()]+@[^\s'""<>()]+", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();
}
