using System.Globalization;
using System.Text;
using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>What a GraphQL body says about failure: top-level errors, then search warnings. Partial data never counts as success.</summary>
internal static class GraphErrors
{
    private const int LongestText = 240;

    /// <summary>The fault of a response body, or null when there is none.</summary>
    public static Fault? Find(JsonElement root, string operation, string? requestId)
    {
        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            && !(errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() == 0))
        {
            return FromErrors(root, errors, operation) with { RemoteRequestId = requestId };
        }

        return SearchWarning(root, operation) is { } warning ? warning with { RemoteRequestId = requestId } : null;
    }

    /// <summary>True when such a fault proves that a mutation was not carried out.</summary>
    public static bool ProvesNothingHappened(Fault fault) =>
        fault.Code is not ("shopify.server-error" or "shopify.graphql-error" or "shopify.timeout");

    /// <summary>Remote text made fit for a message: one line, bounded.</summary>
    public static string Clean(string? text)
    {
        var cleaned = new StringBuilder();
        foreach (var letter in text ?? "")
        {
            if (cleaned.Length == LongestText)
            {
                cleaned.Append('…');
                break;
            }

            cleaned.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return cleaned.ToString().Trim();
    }

    private static Fault FromErrors(JsonElement root, JsonElement errors, string operation)
    {
        if (errors.ValueKind != JsonValueKind.Array)
        {
            return new Fault(FaultKind.Transient, "shopify.graphql-error", $"Shopify refused '{operation}': {Clean(errors.ToString())}");
        }

        Fault? worst = null;
        foreach (var error in errors.EnumerateArray())
        {
            var fault = FromError(root, error, operation);
            worst = worst is null || Rank(fault) > Rank(worst) ? fault : worst;
        }

        return worst!;
    }

    private static int Rank(Fault fault) => fault.Code switch
    {
        "shopify.throttled" => 5,
        "shopify.access-denied" => 4,
        "shopify.max-cost-exceeded" => 3,
        "shopify.server-error" or "shopify.timeout" => 2,
        "shopify.graphql-error" => 0,
        _ => 1,
    };

    private static Fault FromError(JsonElement root, JsonElement error, string operation)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return new Fault(FaultKind.Transient, "shopify.graphql-error", $"Shopify refused '{operation}': {Clean(error.ToString())}");
        }

        var text = Clean(error.Text("message"));
        var extensions = error.Object("extensions");
        var path = Path(error);
        return extensions?.Text("code") switch
        {
            "THROTTLED" => new Fault(FaultKind.Throttled, "shopify.throttled", $"The cost budget of the shop is used up; '{operation}' was not carried out.")
            {
                RetryAfter = CostReport.WaitFor(root),
                Hint = "Nothing to do: the connection waits for the budget. Give other apps less to do if it happens all the time.",
            },
            "MAX_COST_EXCEEDED" => new Fault(FaultKind.Invalid, "shopify.max-cost-exceeded", $"'{operation}' asks for more than one request may cost: {text}")
            {
                Hint = "Lower OrdersPerRequest or OrderPageSize of the connection.",
            },
            "ACCESS_DENIED" => new Fault(
                FaultKind.Unauthorized, "shopify.access-denied", $"The app may not read or do '{path ?? operation}' in '{operation}': {text}")
            {
                Field = path,
                Hint = "Grant the missing scope, or have the app approved for protected customer data, then check the connection.",
            },
            "INTERNAL_SERVER_ERROR" => new Fault(FaultKind.Transient, "shopify.server-error", $"Shopify failed inside '{operation}'."),
            "TIMEOUT" => new Fault(FaultKind.Transient, "shopify.timeout", $"Shopify ran out of time in '{operation}'."),
            "undefinedField" or "undefinedType" or "undefinedDirective" or "argumentNotAccepted" or "missingRequiredArguments" or "argumentLiteralsIncompatible"
                or "variableMismatch" or "PARSE_ERROR" or "selectionMismatch" or "undefinedFragment" or "undefinedArgument" =>
                new Fault(FaultKind.SchemaChanged, "shopify.schema-changed", $"Shopify does not accept the document '{operation}': {text}")
                {
                    Hint = "Set ApiVersion to a version this release was tested with, or update the package.",
                },
            "RESOURCE_NOT_FOUND" => new Fault(FaultKind.Invalid, "shopify.not-found", $"'{operation}' names something that does not exist: {text}") { Field = path },
            "INVALID_VARIABLE" or "INVALID_FIELD_ARGUMENTS" or "BAD_REQUEST" or "MAX_INPUT_SIZE_EXCEEDED" => new Fault(
                FaultKind.Invalid, "shopify.bad-request", $"Shopify does not accept the values of '{operation}': {text}")
            { Field = path },
            _ => new Fault(FaultKind.Transient, "shopify.graphql-error", $"Shopify refused '{operation}': {text}") { Field = path },
        };
    }

    private static Fault? SearchWarning(JsonElement root, string operation)
    {
        if (root.Object("extensions") is not { } extensions || !extensions.TryGetProperty("search", out var searches) || searches.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var search in searches.EnumerateArray())
        {
            if (search.ValueKind == JsonValueKind.Object && search.TryGetProperty("warnings", out var warnings)
                && warnings.ValueKind == JsonValueKind.Array && warnings.GetArrayLength() > 0)
            {
                var first = warnings[0];
                return new Fault(
                    FaultKind.SchemaChanged,
                    "shopify.search-warning",
                    $"Shopify ignored a part of the filter of '{operation}' ({Clean(first.Text("field"))}: {Clean(first.Text("message") ?? first.Text("code"))}); "
                        + "the answer may hold everything and is not used.")
                {
                    Hint = "Set ApiVersion to a version this release was tested with, or update the package.",
                };
            }
        }

        return null;
    }

    private static string? Path(JsonElement error)
    {
        if (!error.TryGetProperty("path", out var path) || path.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var names = path.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String && !IsNumber(part.GetString())).Select(part => part.GetString());
        var joined = string.Join('.', names);
        return joined.Length == 0 ? null : joined;
    }

    private static bool IsNumber(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
