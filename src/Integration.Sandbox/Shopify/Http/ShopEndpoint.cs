using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.Shopify.Graph;
using GraphQL;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;

namespace ErpSync.Sandbox.Shopify.Http;

/// <summary>Answers HTTP requests: tokens, GraphQL, results of bulk operations.</summary>
internal sealed class ShopEndpoint(
    SandboxShopOptions options, GraphExecutor executor, TokenDesk tokens, FaultDice dice, SandboxStatistics statistics, Func<string, byte[]?> bulkFile)
{
    private const int MaxBody = 2 * 1024 * 1024;
    private static readonly int[] ServerErrors = [500, 502, 503, 504];

    private readonly LeakyBucket _bucket = new(options.BucketSize, options.RestoreRate, options.Clock);
    private long _requestNumber;

    public async Task HandleAsync(HttpContext http)
    {
        statistics.CountRequest();
        var id = Interlocked.Increment(ref _requestNumber);
        http.Response.Headers["X-Request-Id"] = "sandbox-" + id.ToString("x8", CultureInfo.InvariantCulture);
        var path = http.Request.Path.Value ?? "";
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (parts)
        {
            case ["admin", "oauth", "access_token"] when http.Request.Method == "POST":
                await IssueTokenAsync(http);
                break;
            case ["admin", "api", var version, "graphql.json"] when http.Request.Method == "POST":
                await GraphAsync(http, version);
                break;
            case ["bulk", var file] when http.Request.Method == "GET" && bulkFile(file) is { } content:
                http.Response.ContentType = "application/jsonl";
                await http.Response.Body.WriteAsync(content);
                break;
            default:
                await ErrorAsync(http, StatusCodes.Status404NotFound, "Not Found");
                break;
        }
    }

    private async Task IssueTokenAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            await ErrorAsync(http, StatusCodes.Status400BadRequest, "invalid_request");
            return;
        }

        var form = await http.Request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials" || form["client_id"] != options.ClientId || form["client_secret"] != options.ClientSecret)
        {
            await WriteAsync(http, StatusCodes.Status400BadRequest, writer =>
            {
                writer.WriteString("error", "invalid_client");
                writer.WriteString("error_description", "The client is not known or the secret does not fit.");
            });
            return;
        }

        await WriteAsync(http, StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("access_token", tokens.Issue());
            writer.WriteString("scope", string.Join(',', options.Scopes));
            writer.WriteNumber("expires_in", (long)options.TokenLife.TotalSeconds);
        });
    }

    private async Task GraphAsync(HttpContext http, string version)
    {
        var served = options.Versions.Contains(version) ? version : options.Versions[0];
        http.Response.Headers["X-Shopify-API-Version"] = served;
        if (!tokens.IsValid(http.Request.Headers["X-Shopify-Access-Token"]))
        {
            await ErrorAsync(http, StatusCodes.Status401Unauthorized, "[API] Invalid API key or access token (unrecognized login or wrong password)");
            return;
        }

        if (await ReadBodyAsync(http) is not { } body)
        {
            await ErrorAsync(http, StatusCodes.Status400BadRequest, "Required parameter missing or invalid");
            return;
        }

        var document = executor.Parse(body.Query);
        var operation = Operation(document, body.OperationName);
        var isWrite = operation?.Operation == OperationType.Mutation;
        var fault = dice.Decide(isWrite, !isWrite && IsList(operation));
        if (fault != SandboxFault.None)
        {
            statistics.CountFault();
        }

        switch (fault)
        {
            case SandboxFault.LostRequest:
                http.Abort();
                return;
            case SandboxFault.ServerError:
                await FailAsync(http);
                return;
            default:
                break;
        }

        var cost = operation is null || document is null ? 1 : new QueryCost(executor.Schema, document, body.Variables).Of(operation);
        if (cost > QueryCost.MaxCost)
        {
            await AnswerAsync(http, TooExpensive(cost));
            return;
        }

        if (!_bucket.TryTake(cost, out var available) || fault == SandboxFault.Throttle)
        {
            statistics.CountThrottled();
            await AnswerAsync(http, Throttled(cost, fault == SandboxFault.Throttle ? _bucket.GiveBack(cost) : available));
            return;
        }

        var request = executor.Request(
            fault == SandboxFault.StaleRead ? options.Clock.GetUtcNow() - options.StaleBy : null, refusesWrites: fault == SandboxFault.Conflict);
        var result = await executor.RunAsync(body.Query, document, body.OperationName, body.Variables, request, http.RequestAborted);
        var actual = isWrite ? cost : request.ActualCost(cost);
        available = _bucket.GiveBack(cost - actual);
        statistics.CountPoints(actual);
        result.Extensions = Extensions(cost, actual, available, request.Search);
        if (fault == SandboxFault.LostResponse)
        {
            statistics.CountLostResponse();
            http.Abort();
            return;
        }

        await AnswerAsync(http, result);
    }

    private async Task<(string Query, string? OperationName, Inputs? Variables)?> ReadBodyAsync(HttpContext http)
    {
        try
        {
            if (http.Request.ContentLength > MaxBody)
            {
                return null;
            }

            using var json = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("query", out var query) || query.GetString() is not { } text)
            {
                return null;
            }

            var name = root.TryGetProperty("operationName", out var operation) ? operation.GetString() : null;
            var variables = root.TryGetProperty("variables", out var values) && values.ValueKind == JsonValueKind.Object
                ? executor.Serializer.Deserialize<Inputs>(values.GetRawText())
                : null;
            return (text, string.IsNullOrEmpty(name) ? null : name, variables);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static GraphQLOperationDefinition? Operation(GraphQLDocument? document, string? name)
    {
        var operations = document?.Definitions.OfType<GraphQLOperationDefinition>();
        return name is null ? operations?.FirstOrDefault() : operations?.FirstOrDefault(operation => operation.Name?.Value == name);
    }

    private bool IsList(GraphQLOperationDefinition? operation) => operation?.SelectionSet.Selections.OfType<GraphQLField>().Any(field =>
        executor.Schema.Query.Fields.Find((string)field.Name.Value)?.ResolvedType?.GetNamedType().Name.EndsWith("Connection", StringComparison.Ordinal) == true) == true;

    private Task FailAsync(HttpContext http)
    {
        var status = ServerErrors[dice.Next(0, ServerErrors.Length)];
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return ErrorAsync(http, status, "Internal Server Error");
    }

    private ExecutionResult Throttled(int cost, int available) => new()
    {
        Errors = [new ShopError("THROTTLED", "Throttled", ("documentation", "https://shopify.dev/api/usage/rate-limits"))],
        Extensions = Extensions(cost, null, available, []),
    };

    private static ExecutionResult TooExpensive(int cost) => new()
    {
        Errors =
        [
            new ShopError(
                "MAX_COST_EXCEEDED",
                string.Create(CultureInfo.InvariantCulture, $"Query cost is {cost}, which exceeds the single query max cost limit ({QueryCost.MaxCost})."),
                ("cost", cost),
                ("maxCost", QueryCost.MaxCost),
                ("documentation", "https://shopify.dev/api/usage/rate-limits#rate-limits")),
        ],
    };

    private Dictionary<string, object?> Extensions(int requested, int? actual, int available, List<object> search)
    {
        var extensions = new Dictionary<string, object?>
        {
            ["cost"] = new Dictionary<string, object?>
            {
                ["requestedQueryCost"] = requested,
                ["actualQueryCost"] = actual,
                ["throttleStatus"] = new Dictionary<string, object?>
                {
                    ["maximumAvailable"] = (decimal)_bucket.Size,
                    ["currentlyAvailable"] = available,
                    ["restoreRate"] = (decimal)_bucket.RatePerSecond,
                },
            },
        };
        if (search.Count > 0)
        {
            extensions["search"] = search;
        }

        return extensions;
    }

    private Task AnswerAsync(HttpContext http, ExecutionResult result)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        return executor.Serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }

    private static Task ErrorAsync(HttpContext http, int status, string message) => WriteAsync(http, status, writer => writer.WriteString("errors", message));

    private static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        await using (writer)
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
    }
}
