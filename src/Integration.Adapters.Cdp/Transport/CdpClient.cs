using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp.Transport;

/// <summary>Sends one request and says exactly what became of it. Never sleeps and never repeats.</summary>
internal sealed class CdpClient(CdpOptions options, HttpClient http, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };
    private readonly AuthenticationHeaderValue _writer = Basic(options.WriteKey);
    private readonly AuthenticationHeaderValue? _reader = options.ProfileToken is { Length: > 0 } token ? Basic(token) : null;
    private readonly Uri _batch = Below(options.Endpoint, "v1/batch");

    /// <summary>Sends a batch; returns when the system has accepted it.</summary>
    /// <exception cref="CdpRefusal">It was not accepted, or nobody knows.</exception>
    public async Task PostAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _batch) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Authorization = _writer;
        var answer = await SendAsync(request, "batch", ct);
        if (Accepted(answer.Body) is { } doubt)
        {
            throw new CdpRefusal(doubt with { RemoteRequestId = answer.RequestId }, mayHaveHappened: true);
        }
    }

    /// <summary>Reads from the profile API; null when it says that there is no such profile.</summary>
    /// <exception cref="ConnectorException">Any fault.</exception>
    public async Task<JsonDocument?> GetAsync(string path, string what, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Below(options.ProfileEndpoint, path));
        request.Headers.Authorization = _reader;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        CdpAnswer answer;
        try
        {
            answer = await SendAsync(request, what, ct, HttpStatusCode.NotFound);
        }
        catch (CdpRefusal refusal)
        {
            throw new ConnectorException(refusal.Fault, refusal);
        }

        if (answer.Status != HttpStatusCode.NotFound)
        {
            return Read(answer, what);
        }

        // "No profile" and "no such space" share a status; only the profile's own code says that the person is unknown.
        return IsUnknownProfile(answer.Body) ? null : throw new ConnectorException(new Fault(
            FaultKind.Unauthorized, "cdp.http-404", $"There is no '{what}' at this address (HTTP 404).")
        {
            Hint = "Check ProfileEndpoint and SpaceId, and the region of the workspace.",
            RemoteRequestId = answer.RequestId,
        });
    }

    private async Task<CdpAnswer> SendAsync(HttpRequestMessage request, string what, CancellationToken ct, HttpStatusCode? alsoGood = null)
    {
        ct.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        string? requestId = null;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            requestId = HttpFaults.RequestId(response);
            if (!response.IsSuccessStatusCode && response.StatusCode != alsoGood)
            {
                throw HttpFaults.Of(response, what, time.GetUtcNow());
            }

            var body = await BoundedBody.ReadAsync(response.Content, options.MaxResponseBytes, linked.Token);
            return body is { } read ? new CdpAnswer(response.StatusCode, read, requestId) : throw new CdpRefusal(
                new Fault(FaultKind.Invalid, "cdp.answer-too-large", $"The answer to '{what}' is longer than {options.MaxResponseBytes} bytes.")
                {
                    Hint = "Raise MaxResponseBytes.",
                    RemoteRequestId = requestId,
                },
                mayHaveHappened: true);
        }
        catch (HttpRequestException exception)
        {
            var before = exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            throw new CdpRefusal(
                new Fault(FaultKind.Transient, before ? "cdp.unreachable" : "cdp.connection-lost", $"'{what}' did not get through: {exception.HttpRequestError}.")
                {
                    Hint = "Check the network, Endpoint and ProfileEndpoint.",
                    RemoteRequestId = requestId,
                },
                !before, exception);
        }
        catch (IOException exception)
        {
            throw Lost("cdp.connection-lost", $"The connection broke during '{what}'.", requestId, exception);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw Lost("cdp.timeout", $"'{what}' was not answered within {options.RequestTimeout}.", requestId, exception);
        }
        catch (OperationCanceledException exception) when (request.Method == HttpMethod.Post)
        {
            throw Lost("cdp.cancelled", $"'{what}' was cancelled after it was sent.", requestId, exception);
        }
    }

    private static CdpRefusal Lost(string code, string message, string? requestId, Exception exception) =>
        new(new Fault(FaultKind.Transient, code, message) { RemoteRequestId = requestId }, mayHaveHappened: true, exception);

    /// <summary>Segment answers <c>{"success":true}</c>, others plain <c>OK</c>. Anything else may come from a proxy and proves nothing.</summary>
    private static Fault? Accepted(ReadOnlyMemory<byte> body)
    {
        if (Encoding.UTF8.GetString(body.Span).Trim() is "OK" or "ok")
        {
            return null;
        }

        try
        {
            using var document = RemoteJson.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("success", out var success)
                && success.ValueKind == JsonValueKind.True
                    ? null
                    : Doubt();
        }
        catch (JsonException)
        {
            return Doubt();
        }
    }

    private static Fault Doubt() => new(FaultKind.Transient, "cdp.unreadable", "The answer to 'batch' does not say that the events were accepted.")
    {
        Hint = "Check Endpoint: something else may be answering there.",
    };

    private static JsonDocument Read(CdpAnswer answer, string what)
    {
        JsonDocument? document = null;
        try
        {
            document = RemoteJson.Parse(answer.Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }
        }
        catch (JsonException)
        {
        }

        document?.Dispose();
        throw new ConnectorException(new Fault(FaultKind.Transient, "cdp.unreadable", $"The answer to '{what}' is no complete JSON object.")
        {
            RemoteRequestId = answer.RequestId,
        });
    }

    private static bool IsUnknownProfile(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = RemoteJson.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String && code.ValueEquals("not_found");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Uri Below(Uri root, string path) => new(new Uri(root.AbsoluteUri.TrimEnd('/') + "/"), path);

    private static AuthenticationHeaderValue Basic(string user) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":")));
}
