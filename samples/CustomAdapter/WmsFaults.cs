using System.Net;
using ErpSync.Connectors;

namespace CustomAdapter;

/// <summary>What can go wrong, each with a stable code, and with a hint where a person has to act. Nothing the warehouse said is repeated.</summary>
internal static class WmsFaults
{
    public static Fault Unreadable { get; } = new(FaultKind.SchemaChanged, "wms.unreadable", "The warehouse answered in a form this adapter does not know.")
    {
        Hint = "Compare the warehouse's API version with the adapter's, then resume the flow.",
    };

    public static Fault Unreachable { get; } = new(FaultKind.Transient, "wms.unreachable", "The warehouse could not be reached.") { Hint = "Check the address, the network and whether the warehouse is up." };

    public static Fault Silent { get; } = new(FaultKind.Transient, "wms.silent", "The warehouse did not answer in time.");

    public static Fault BadCheckpoint { get; } = new(FaultKind.Invalid, "wms.bad-checkpoint", "The stored checkpoint was not written by this feed.")
    {
        Hint = "Forget the checkpoint of this feed and read again from a date.",
    };

    /// <summary>The fault of an answer that is no success.</summary>
    /// <param name="response">Answer.</param>
    /// <param name="permission">Permission that the request needed.</param>
    /// <param name="now">Now.</param>
    public static Fault Of(HttpResponseMessage response, string permission, DateTimeOffset now) => ByStatus(response, permission, now) with
    {
        RemoteRequestId = response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.First() : null,
    };

    private static Fault ByStatus(HttpResponseMessage response, string permission, DateTimeOffset now) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => new Fault(FaultKind.Throttled, "wms.throttled", "The warehouse's rate limit is used up.") { RetryAfter = RetryAfter(response, now) },
        HttpStatusCode.Unauthorized => new Fault(FaultKind.Unauthorized, "wms.unauthorized", "The warehouse refused our key.") { Hint = "Enter a valid API key." },
        HttpStatusCode.Forbidden => new Fault(FaultKind.Unauthorized, "wms.forbidden", $"Our key lacks the permission {permission}.") { Hint = "Give the key the permission in the warehouse." },
        >= HttpStatusCode.InternalServerError => new Fault(FaultKind.Transient, "wms.failing", $"The warehouse answered {(int)response.StatusCode}."),
        _ => new Fault(FaultKind.SchemaChanged, "wms.refused", $"The warehouse answered {(int)response.StatusCode} to a request it used to accept.")
        {
            Hint = "Check the base address and the warehouse's API version.",
        },
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
