using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ErpSync.Connectors;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Sends one operation and says exactly what became of it. Never sleeps; the only repetition is one with a renewed token.</summary>
internal sealed class ShopifyClient(
    string connection, ShopifyOptions options, HttpClient http, TokenProvider tokens, TimeProvider time, IRateBudgetReporter budgets, ILogger log)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };
    private readonly Uri _address = ShopAddress.GraphQl(options);
    private readonly Redaction _redaction = new(options);
    private volatile string? _servedVersion;

    /// <summary>The API version that served the last request, or null before the first.</summary>
    public string? ServedVersion => _servedVersion;

    /// <summary>Reads.</summary>
    /// <exception cref="ConnectorException">Any fault.</exception>
    public async Task<GraphReply> QueryAsync(Operation operation, Action<Utf8JsonWriter>? variables, CancellationToken ct)
    {
        try
        {
            return await SendAsync(operation, variables, ct);
        }
        catch (UnknownOutcomeException exception)
        {
            throw new ConnectorException(exception.Fault, exception);
        }
    }

    /// <summary>Writes.</summary>
    /// <exception cref="ConnectorException">It was surely not carried out.</exception>
    /// <exception cref="UnknownOutcomeException">It may have been carried out.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    public Task<GraphReply> MutateAsync(Operation operation, Action<Utf8JsonWriter> variables, CancellationToken ct) => SendAsync(operation, variables, ct);

    private async Task<GraphReply> SendAsync(Operation operation, Action<Utf8JsonWriter>? variables, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var body = Body(operation, variables);
        var token = await tokens.GetAsync(null, ct);
        var reply = await OnceAsync(operation, body, token, ct);
        if (reply is null)
        {
            var renewed = await tokens.GetAsync(token, ct);
            reply = renewed == token ? null : await OnceAsync(operation, body, renewed, ct);
        }

        return reply ?? throw new ConnectorException(new Fault(
            FaultKind.Unauthorized, "shopify.unauthorized", $"Shopify does not accept the access token (HTTP 401 for '{operation.Name}').")
        {
            Hint = "Check AccessToken or ClientId and ClientSecret, and that the app is still installed.",
        });
    }

    /// <summary>One request; null means HTTP 401.</summary>
    private async Task<GraphReply?> OnceAsync(Operation operation, ReadOnlyMemory<byte> body, string token, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Headers.TryAddWithoutValidation("X-Shopify-Access-Token", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = Json;
        string? requestId = null;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            requestId = HttpFaults.RequestId(response);
            NoteVersion(response);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                return null;
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                var fault = HttpFaults.Of(response, operation.Name, time.GetUtcNow());
                throw HttpFaults.MayHaveHappened(response.StatusCode) ? Uncertain(operation, fault) : new ConnectorException(fault);
            }

            var bytes = await BoundedBody.ReadAsync(response.Content, options.MaxResponseBytes, linked.Token);
            return bytes is { } read ? Understand(operation, read, requestId) : throw Uncertain(operation, new Fault(
                FaultKind.Invalid, "shopify.response-too-large", $"The answer to '{operation.Name}' is longer than {options.MaxResponseBytes} bytes.")
            {
                Hint = "Raise MaxResponseBytes or lower OrdersPerRequest and OrderPageSize.",
                RemoteRequestId = requestId,
            });
        }
        catch (HttpRequestException exception)
        {
            var fault = new Fault(FaultKind.Transient, "shopify.unreachable", $"'{operation.Name}' did not get through: {exception.HttpRequestError}.")
            {
                Hint = "Check the network, ShopDomain and Endpoint, and whether Shopify reports an outage.",
                RemoteRequestId = requestId,
            };
            throw exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError
                ? new ConnectorException(fault, exception)
                : Uncertain(operation, fault with { Code = "shopify.connection-lost" }, exception);
        }
        catch (IOException exception)
        {
            throw Uncertain(
                operation,
                new Fault(FaultKind.Transient, "shopify.connection-lost", $"The connection broke during '{operation.Name}'.") { RemoteRequestId = requestId },
                exception);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw Uncertain(
                operation,
                new Fault(FaultKind.Transient, "shopify.timeout", $"'{operation.Name}' was not answered within {options.RequestTimeout}.") { RemoteRequestId = requestId },
                exception);
        }
        catch (OperationCanceledException exception) when (operation.IsMutation)
        {
            throw new UnknownOutcomeException(
                new Fault(FaultKind.Transient, "shopify.cancelled", $"'{operation.Name}' was cancelled after it was sent.") { RemoteRequestId = requestId }, exception);
        }
    }

    private GraphReply Understand(Operation operation, ReadOnlyMemory<byte> bytes, string? requestId)
    {
        JsonDocument document;
        try
        {
            document = RemoteJson.Parse(bytes);
        }
        catch (JsonException exception)
        {
            throw Uncertain(operation, Unreadable(operation, requestId), exception);
        }

        try
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Uncertain(operation, Unreadable(operation, requestId));
            }

            if (CostReport.Budget(root, time.GetUtcNow()) is { } budget)
            {
                budgets.Report(connection, budget);
            }

            if (GraphErrors.Find(root, operation.Name, requestId) is { } said)
            {
                var fault = said with { Message = _redaction.Of(said.Message) };
                throw GraphErrors.ProvesNothingHappened(fault) && root.Object("data")?.EnumerateObject().Any(member => member.Value.ValueKind != JsonValueKind.Null) != true
                    ? new ConnectorException(fault)
                    : Uncertain(operation, fault);
            }

            return root.Object("data") is { } data && (!operation.IsMutation || SaysWhatBecame(data)) ? new GraphReply(document, requestId) : throw Uncertain(operation, Unreadable(operation, requestId));
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>A mutation answers with its payload and the errors in it, if only an empty list; without them nobody knows.</summary>
    private static bool SaysWhatBecame(JsonElement data) => data.EnumerateObject().Any(payload => payload.Value.Member("userErrors") is not null);

    private static Fault Unreadable(Operation operation, string? requestId) => new(
        FaultKind.Transient, "shopify.unreadable", $"The answer to '{operation.Name}' is not a complete GraphQL answer.")
    { RemoteRequestId = requestId };

    private static Exception Uncertain(Operation operation, Fault fault, Exception? inner = null) =>
        operation.IsMutation ? new UnknownOutcomeException(fault, inner) : new ConnectorException(fault, inner);

    private static ReadOnlyMemory<byte> Body(Operation operation, Action<Utf8JsonWriter>? variables)
    {
        var buffer = new ArrayBufferWriter<byte>(operation.Text.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("query", operation.Text);
            if (variables is not null)
            {
                writer.WriteStartObject("variables");
                variables(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void NoteVersion(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("X-Shopify-API-Version", out var values) && values.FirstOrDefault() is { Length: > 0 and < 20 } served && served != _servedVersion)
        {
            _servedVersion = served;
            if (served != options.ApiVersion)
            {
                TransportLog.FellForward(log, connection, options.ApiVersion, served);
            }
        }
    }
}
