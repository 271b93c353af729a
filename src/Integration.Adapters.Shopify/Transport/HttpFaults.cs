using System.Globalization;
using System.Net;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Faults that the HTTP status alone decides.</summary>
internal static class HttpFaults
{
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(10);

    /// <summary>The fault of a status outside 200, with the wait it asks for.</summary>
    public static Fault Of(HttpResponseMessage response, string operation, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var fault = status switch
        {
            401 => new Fault(FaultKind.Unauthorized, "shopify.unauthorized", $"Shopify does not accept the access token (HTTP 401 for '{operation}').")
            {
                Hint = "Check AccessToken or ClientId and ClientSecret, and that the app is still installed.",
            },
            402 => new Fault(FaultKind.Unauthorized, "shopify.shop-frozen", "The shop is frozen (HTTP 402).") { Hint = "The owner has to settle the account with Shopify." },
            403 => new Fault(FaultKind.Unauthorized, "shopify.forbidden", $"The app may not do '{operation}' (HTTP 403).") { Hint = "Grant the app the scopes listed in the documentation." },
            404 => new Fault(FaultKind.Unauthorized, "shopify.shop-not-found", "There is no shop at this address (HTTP 404).") { Hint = "Check ShopDomain and ApiVersion." },
            423 => new Fault(FaultKind.Unauthorized, "shopify.shop-locked", "The shop is locked (HTTP 423).") { Hint = "The owner has to contact Shopify." },
            429 => new Fault(FaultKind.Throttled, "shopify.throttled", $"Too many requests (HTTP 429 for '{operation}').") { RetryAfter = RetryAfter(response, now) ?? TimeSpan.FromSeconds(2) },
            430 or 540 => new Fault(FaultKind.Throttled, "shopify.security-pause", $"Shopify's protection refused the request (HTTP {Text(status)}).")
            {
                RetryAfter = RetryAfter(response, now) ?? LongPause,
                Hint = "Look for other programs that send many requests with the same app or address.",
            },
            408 or >= 500 => new Fault(FaultKind.Transient, "shopify.server-error", $"Shopify answered HTTP {Text(status)} to '{operation}'.") { RetryAfter = RetryAfter(response, now) },
            >= 300 and < 400 => new Fault(FaultKind.Unauthorized, "shopify.redirected", $"Shopify redirects the requests of this shop (HTTP {Text(status)}).")
            {
                Hint = "Set ShopDomain to the permanent myshopify.com domain.",
            },
            _ => new Fault(FaultKind.Invalid, "shopify.http-error", $"Shopify answered HTTP {Text(status)} to '{operation}'.")
            {
                Hint = "Set ApiVersion to a version this release was tested with; if it is, report this.",
            },
        };
        return fault with { RemoteRequestId = RequestId(response) };
    }

    public static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Request-Id", out var values) ? values.FirstOrDefault() : null;

    /// <summary>Statuses after which a mutation may have been carried out all the same.</summary>
    public static bool MayHaveHappened(HttpStatusCode status) => (int)status is 408 or (>= 500 and not 540);

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values) || values.FirstOrDefault() is not { } text)
        {
            return null;
        }

        // Shopify writes decimals ("4.0"), which the typed header does not take.
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromMilliseconds((long)(Math.Clamp(seconds, 0m, 86_400m) * 1000m));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > now ? at - now : null;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
