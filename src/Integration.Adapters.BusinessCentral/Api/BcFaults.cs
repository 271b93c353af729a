using System.Text;
using System.Text.RegularExpressions;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Classifies answers by status and error code; never by text, which is translated.</summary>
internal static partial class BcFaults
{
    public const string EntityChanged = "Request_EntityChanged";
    public const string SameKeyExists = "Internal_EntityWithSameKeyExists";
    public const string CompanyNotFound = "Internal_CompanyNotFound";
    public const string InvalidTableRelation = "Internal_InvalidTableRelation";
    public const string Dialog = "Application_DialogException";

    private const int LongestText = 400;
    private static readonly string[] NotFound = ["Internal_RecordNotFound", "Internal_DataNotFoundFilter"];
    private const int LongestCode = 80;

    public static BcException From(int status, string code, string message, bool write, TimeSpan? retryAfter, string? requestId, string request)
    {
        var (kind, hint) = Classify(status, code);
        var fault = new Fault(kind, FaultCode(status, code), $"Business Central answered {status} {(code.Length > 0 ? code : "without a code")} to {request}: {Clean(message)}")
        {
            Hint = hint,
            RetryAfter = retryAfter,
            RemoteRequestId = requestId,
        };
        return new BcException(fault, status, code, unknown: write && status is 408 or 502 or 504);
    }

    /// <summary>Whether something that was addressed is not there; the service says so with either status.</summary>
    public static bool IsNotFound(BcException refusal) => refusal.Status == 404 || (refusal.Status == 400 && NotFound.Contains(refusal.Code));

    public static BcException Timeout(bool write, string request, Exception? inner) => new(
        new Fault(FaultKind.Transient, "bc.no-answer", $"Business Central did not answer {request}; the connection ended or timed out.")
        {
            Hint = "Nothing to do: the outcome is looked up before anything is sent again.",
        },
        0, "", unknown: write, inner);

    public static BcException NotReached(string request, Exception inner) => new(
        new Fault(FaultKind.Transient, "bc.unreachable", $"Business Central could not be reached for {request}.") { Hint = "Check BaseAddress, the network and the service status." },
        0, "", unknown: false, inner);

    public static BcException Unreadable(bool write, string request, string reason, Exception? inner = null) => new(
        new Fault(FaultKind.SchemaChanged, "bc.unreadable-answer", $"The answer to {request} {reason}.") { Hint = "Check that BaseAddress is an API v2.0 endpoint and no proxy answers in its place." },
        0, "", unknown: write, inner);

    private static (FaultKind Kind, string? Hint) Classify(int status, string code) => (status, code) switch
    {
        (401, _) => (FaultKind.Unauthorized, "Check client id, secret and the Entra application card in Business Central; then re-connect."),
        (403, _) => (FaultKind.Unauthorized, "Give the Entra application the permission sets it needs in this company."),
        (_, CompanyNotFound) => (FaultKind.Unauthorized, "Check CompanyId or CompanyName and the application's access to the company."),
        (404, "BadRequest_ResourceNotFound") or (405, _) or (501, _) => (FaultKind.SchemaChanged, "This version of Business Central lacks what the adapter uses; compare with the v2.0 metadata."),
        (404, _) => (FaultKind.Conflict, "The record is gone; it is read again."),
        (409, EntityChanged) or (412, _) => (FaultKind.Conflict, "Somebody changed the record; it is read again."),
        (_, SameKeyExists) => (FaultKind.Conflict, "The record exists already; it is looked up."),
        (409, _) => (FaultKind.Transient, "Another session holds a lock; it is tried again."),
        (429, _) => (FaultKind.Throttled, "The request limits of the user are used up; the connection pauses."),
        (503, _) => (FaultKind.Throttled, "The service asks to wait; the connection pauses."),
        (_, "BadRequest_InvalidToken") or (_, "BadRequest_InvalidOperation") => (FaultKind.Bug, "Report this: the adapter sent a request the service does not accept."),
        (400, "Application_DialogException" or "Application_FieldValidationException" or "Application_CallbackNotAllowed") =>
            (FaultKind.Rejected, "Business Central refuses by a rule of the company; correct the setup or the data named and retry."),
        (408, _) or ( >= 500, _) => (FaultKind.Transient, null),
        (413, _) => (FaultKind.Invalid, "The request is too large; split the document."),
        (400, _) when code.StartsWith("BadRequest", StringComparison.Ordinal) => (FaultKind.SchemaChanged, "The service did not understand the request; compare with the v2.0 metadata."),
        ( >= 400, _) => (FaultKind.Invalid, "Correct the value named in the message and retry."),
        _ => (FaultKind.SchemaChanged, "An unexpected status; check that BaseAddress is an API v2.0 endpoint."),
    };

    private static string FaultCode(int status, string code)
    {
        if (status == 409 && code == "Internal_ServerError")
        {
            return "bc.locked";
        }

        var words = code == "Unknown" ? "" : Words(code);
        return words.Length == 0 ? $"bc.http-{status}" : $"bc.{words}";
    }

    /// <summary>The words of an error code in small letters with hyphens between them, whatever stands between them there.</summary>
    private static string Words(string code)
    {
        var text = new StringBuilder();
        var begins = false;
        for (var index = 0; index < code.Length && index < LongestCode; index++)
        {
            var letter = code[index];
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                begins = true;
                continue;
            }

            begins |= char.IsAsciiLetterUpper(letter) && index > 0 && !char.IsAsciiLetterUpper(code[index - 1]);
            if (begins && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
            begins = false;
        }

        return text.ToString();
    }

    private static string Clean(string message)
    {
        var text = CorrelationId().Replace(message, "").Trim();
        text = Phone().Replace(Mail().Replace(text, "(e-mail)"), "(telephone)").Replace("\r\n", " ", StringComparison.Ordinal);
        return text.Length switch { 0 => "no text.", > LongestText => text[..LongestText] + "…", _ => text };
    }

    [GeneratedRegex(@"\s*CorrelationId:\s*[0-9a-fA-F-]{36}\.?", RegexOptions.CultureInvariant)]
    private static partial Regex CorrelationId();

    [GeneratedRegex(@"\+[0-9][0-9 ()/-]{6,}[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[^\s'""<>()]+@[^\s'""<>()]+", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();
}
