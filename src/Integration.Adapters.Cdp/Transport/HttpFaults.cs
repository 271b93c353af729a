using System.Globalization;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp.Transport;

/// <summary>Faults that the HTTP status decides. The system's own words are not repeated: they may hold what was sent.</summary>
internal static class HttpFaults
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static CdpRefusal Of(HttpResponseMessage response, string what, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var text = status.ToString(CultureInfo.InvariantCulture);
        var fault = status switch
        {
            401 or 403 => new Fault(FaultKind.Unauthorized, $"cdp.http-{text}", $"The CDP does not let us do '{what}' (HTTP {text}).")
            {
                Hint = "Check WriteKey, ProfileToken and SpaceId, and that source and space are switched on.",
            },
            429 => new Fault(FaultKind.Throttled, "cdp.throttled", $"Too many requests (HTTP 429 for '{what}').") { RetryAfter = RetryAfter(response, now) ?? Pause },
            408 or >= 500 => new Fault(FaultKind.Transient, "cdp.server-error", $"The CDP answered HTTP {text} to '{what}'.") { RetryAfter = RetryAfter(response, now) },
            404 or (>= 300 and < 400) => new Fault(FaultKind.Unauthorized, $"cdp.http-{text}", $"There is no '{what}' at this address (HTTP {text}).")
            {
                Hint = "Check Endpoint, ProfileEndpoint and SpaceId, and the region of the workspace.",
            },
            _ => new Fault(FaultKind.Invalid, $"cdp.http-{text}", $"The CDP refused the content of '{what}' (HTTP {text}).")
            {
                Hint = "Compare the event with the limits of the CDP. If it keeps them, report this.",
            },
        };
        return new CdpRefusal(fault with { RemoteRequestId = RequestId(response) }, status is 408 or >= 500);
    }

    public static string? RequestId(HttpResponseMessage response) =>
        First(response, "Request-Id", "X-Request-Id");

    private static string? First(HttpResponseMessage response, params IEnumerable<string> names) =>
        names.Select(name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null).FirstOrDefault(static text => text is not null);

    /// <summary>Seconds or a date; Segment says the seconds in <c>X-RateLimit-Reset</c> as well.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var text = First(response, "Retry-After", "X-RateLimit-Reset");
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromMilliseconds((long)(Math.Clamp(seconds, 0m, 86_400m) * 1000m));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > now ? at - now : null;
    }
}
