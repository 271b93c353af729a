using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Shopify;

/// <summary>Checks all settings at once; every failure names the option, its value, the limit and the remedy. Secrets are never repeated.</summary>
internal sealed partial class ShopifyOptionsValidator : IValidateOptions<ShopifyOptions>
{
    private static readonly HashSet<string> StockReasons = new(
        [
            "correction", "cycle_count_available", "damaged", "movement_canceled", "movement_created", "movement_received", "movement_updated", "other",
            "promotion", "quality_control", "received", "reservation_created", "reservation_deleted", "reservation_updated", "restock", "safety_stock",
            "shrinkage",
        ],
        StringComparer.Ordinal);

    public ValidateOptionsResult Validate(string? name, ShopifyOptions options)
    {
        var failures = new List<string>();
        Identity(options, failures);
        Credentials(options, failures);
        Stock(options, failures);
        Limits(options, failures);
        Topics(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Identity(ShopifyOptions options, List<string> failures)
    {
        if (!ShopDomainPattern().IsMatch(options.ShopDomain ?? ""))
        {
            failures.Add($"ESY2001 ShopDomain: '{options.ShopDomain}' is not a permanent shop domain. Use 'name.myshopify.com', without scheme or path.");
        }

        if (!VersionPattern().IsMatch(options.ApiVersion ?? "") || string.CompareOrdinal(options.ApiVersion, "2026-01") < 0)
        {
            failures.Add($"ESY2002 ApiVersion: '{options.ApiVersion}' is not a version from 2026-01 on. Use one like '2026-10'.");
        }

        if (options.Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))))
        {
            failures.Add($"ESY2003 Endpoint: '{endpoint}' is neither an https address nor http on loopback. Leave it empty for a real shop.");
        }
    }

    private static void Credentials(ShopifyOptions options, List<string> failures)
    {
        var hasToken = !string.IsNullOrWhiteSpace(options.AccessToken);
        var hasClient = !string.IsNullOrWhiteSpace(options.ClientId) && !string.IsNullOrWhiteSpace(options.ClientSecret);
        var hasHalfClient = !hasClient && !(string.IsNullOrWhiteSpace(options.ClientId) && string.IsNullOrWhiteSpace(options.ClientSecret));
        if (hasHalfClient)
        {
            failures.Add("ESY2011 ClientId/ClientSecret: only one of the two is set. Set both for the client-credentials grant, or neither and AccessToken.");
        }
        else if (hasToken == hasClient)
        {
            failures.Add(hasToken
                ? "ESY2012 AccessToken: set together with ClientId and ClientSecret. Keep one of the two ways."
                : "ESY2010 AccessToken: no credentials. Set AccessToken, or ClientId and ClientSecret.");
        }

        for (var i = 0; i < options.WebhookSecrets.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(options.WebhookSecrets[i]))
            {
                failures.Add($"ESY2013 WebhookSecrets[{i.ToString(CultureInfo.InvariantCulture)}]: is empty. Remove it or set the secret of the app.");
            }
        }
    }

    private static void Stock(ShopifyOptions options, List<string> failures)
    {
        if (!Enum.IsDefined(options.StockQuantityName))
        {
            failures.Add($"ESY2020 StockQuantityName: '{options.StockQuantityName}' is not known. Use OnHand or Available.");
        }

        if (!StockReasons.Contains(options.StockReason ?? ""))
        {
            failures.Add($"ESY2021 StockReason: '{options.StockReason}' is not one of {string.Join(", ", StockReasons.Order(StringComparer.Ordinal))}.");
        }

        if (!Uri.TryCreate(options.ReferenceDocumentPrefix + "x", UriKind.Absolute, out _))
        {
            failures.Add($"ESY2022 ReferenceDocumentPrefix: '{options.ReferenceDocumentPrefix}' does not begin a URI. Use one like 'gid://my-erp/Stock/'.");
        }

        foreach (var (code, location) in options.LocationMap)
        {
            if (!Gid.TryNormalise("Location", location, out _))
            {
                failures.Add($"ESY2023 LocationMap['{code}']: '{location}' is not a location id. Use 'gid://shopify/Location/123' or '123'.");
            }
        }

        if (options.DefaultLocation is { } fallback && !Gid.TryNormalise("Location", fallback, out _))
        {
            failures.Add($"ESY2024 DefaultLocation: '{fallback}' is not a location id. Use 'gid://shopify/Location/123' or '123'.");
        }
    }

    private static void Limits(ShopifyOptions options, List<string> failures)
    {
        Range("ESY2030", nameof(options.OrderPageSize), options.OrderPageSize, 1, 250);
        Range("ESY2031", nameof(options.OrdersPerRequest), options.OrdersPerRequest, 1, 20);
        Range("ESY2032", nameof(options.MaxNestedNodes), options.MaxNestedNodes, 250, 100_000);
        Range("ESY2033", nameof(options.BulkThreshold), options.BulkThreshold, 0, int.MaxValue);
        Range("ESY2034", nameof(options.MaxResponseBytes), options.MaxResponseBytes, 64 * 1024, 256 * 1024 * 1024);
        Range("ESY2035", nameof(options.MaxWebhookBytes), options.MaxWebhookBytes, 1024, 64 * 1024 * 1024);
        Range("ESY2036", nameof(options.SkuCacheSize), options.SkuCacheSize, 0, 1_000_000);
        Span("ESY2040", nameof(options.Overlap), options.Overlap, TimeSpan.Zero, TimeSpan.FromHours(24));
        Span("ESY2041", nameof(options.BulkPollInterval), options.BulkPollInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Span("ESY2042", nameof(options.RequestTimeout), options.RequestTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Span("ESY2043", nameof(options.TokenRenewalMargin), options.TokenRenewalMargin, TimeSpan.Zero, TimeSpan.FromHours(1));
        Span("ESY2044", nameof(options.SubscriptionCheckInterval), options.SubscriptionCheckInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Span("ESY2045", nameof(options.PayoutLookback), options.PayoutLookback, TimeSpan.FromHours(1), TimeSpan.FromDays(90));
        Span("ESY2046", nameof(options.DisputeLookback), options.DisputeLookback, TimeSpan.FromDays(1), TimeSpan.FromDays(720));
        Span("ESY2047", nameof(options.SkuCacheAge), options.SkuCacheAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));

        void Range(string code, string option, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{code} {option}: {value} is outside {least} to {most}. Choose a value in between."));
            }
        }

        void Span(string code, string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                failures.Add($"{code} {option}: {value} is outside {least} to {most}. Choose a value in between.");
            }
        }
    }

    private static void Topics(ShopifyOptions options, List<string> failures)
    {
        foreach (var topic in options.WebhookTopics)
        {
            if (!TopicPattern().IsMatch(topic ?? ""))
            {
                failures.Add($"ESY2050 WebhookTopics: '{topic}' is not a topic in slash form. Use one like 'orders/updated'.");
            }
            else if (Webhooks.WebhookTopics.Compliance.Contains(topic!))
            {
                failures.Add($"ESY2051 WebhookTopics: '{topic}' cannot be subscribed to by API. Enter its address in the configuration of the app.");
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com\z")]
    private static partial Regex ShopDomainPattern();

    [GeneratedRegex(@"\A20[0-9]{2}-(01|04|07|10)\z")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[a-z_]+[/.][a-z_]+\z")]
    private static partial Regex TopicPattern();
}
