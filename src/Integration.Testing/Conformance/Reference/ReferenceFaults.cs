using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Faults by status and code; the remote text is never repeated.</summary>
internal static class ReferenceFaults
{
    public static Fault Of(HttpResponseMessage response, string body, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var error = Parse(body);
        return (status, Text(error, "code")) switch
        {
            (401 or 403, _) => new Fault(FaultKind.Unauthorized, "reference.unauthorized", "The reference system refused the secret.") { Hint = "Enter a valid secret." },
            (404, "no-such-company") => new Fault(FaultKind.Unauthorized, "reference.no-company", "The reference system has no such company.") { Hint = "Correct the option Company." },
            (409, _) => new Fault(FaultKind.Conflict, "reference.key-reused", "The key was used for other content."),
            (412, _) => new Fault(FaultKind.Conflict, "reference.stale", "Somebody changed the record."),
            (422, _) => new Fault(FaultKind.Invalid, "reference.invalid", "The reference system does not take the content.") { Field = Text(error, "field"), Hint = "Correct the field that is named." },
            (424, _) => new Fault(FaultKind.MissingDependency, "reference.missing", $"The reference system has no '{Text(error, "what")}' yet."),
            (429, _) => new Fault(FaultKind.Throttled, "reference.throttled", "The rate limit is used up.") { RetryAfter = RetryAfter(response, now) },
            ( >= 500, _) => new Fault(FaultKind.Transient, "reference.failing", "The reference system failed."),
            _ => new Fault(FaultKind.SchemaChanged, $"reference.http-{status.ToString(CultureInfo.InvariantCulture)}", "The reference system refused a request it used to take."),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject? error, string member) => error?[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
