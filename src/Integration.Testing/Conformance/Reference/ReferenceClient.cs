using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>One request to the reference system; everything that is not a complete answer is a fault of the right kind.</summary>
internal sealed class ReferenceClient(string connection, HttpClient http, string secret, string company, TimeProvider time, IRateBudgetReporter budgets)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly ActivitySource Spans = new("ErpSync.Reference");

    /// <summary>The answer; null for a 404 that is about the record.</summary>
    /// <exception cref="ConnectorException">It was surely not carried out.</exception>
    /// <exception cref="ReferenceUnknownException">A write may have been carried out.</exception>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, string? tag, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var writes = method != HttpMethod.Get;
        using var span = Spans.StartActivity($"{method} reference", ActivityKind.Client);
        using var limit = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var request = new HttpRequestMessage(method, new Uri($"http://reference.example/{path}"));
        request.Headers.Authorization = new("Bearer", secret);
        request.Headers.Add("X-Company", company);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        string? requestId = null;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            requestId = Header(response, "X-Request-Id");
            Report(response);
            var text = await response.Content.ReadAsStringAsync(linked.Token);
            if (!response.IsSuccessStatusCode)
            {
                var fault = ReferenceFaults.Of(response, text, time.GetUtcNow()) with { RemoteRequestId = requestId };
                throw writes && (int)response.StatusCode >= 500 ? new ReferenceUnknownException(fault) : new ConnectorException(fault);
            }

            return JsonNode.Parse(text) as JsonObject ?? throw Unclear(writes, Unreadable(requestId));
        }
        catch (JsonException)
        {
            throw Unclear(writes, Unreadable(requestId));
        }
        catch (HttpRequestException exception)
        {
            var fault = new Fault(FaultKind.Transient, "reference.unreachable", "The reference system could not be reached.") { Hint = "Check the host and the network.", RemoteRequestId = requestId };
            throw exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError ? new ConnectorException(fault) : Unclear(writes, fault);
        }
        catch (IOException)
        {
            throw Unclear(writes, new Fault(FaultKind.Transient, "reference.cut", "The answer broke off.") { RemoteRequestId = requestId });
        }
        catch (OperationCanceledException) when (writes || !ct.IsCancellationRequested)
        {
            throw Unclear(writes, new Fault(FaultKind.Transient, "reference.silent", "The reference system did not answer in time."));
        }
    }

    private static Fault Unreadable(string? requestId) => new(FaultKind.SchemaChanged, "reference.unreadable", "The answer is no JSON object.")
    {
        Hint = "Compare the version of the reference system with the adapter's.",
        RemoteRequestId = requestId,
    };

    private static Exception Unclear(bool writes, Fault fault) => writes ? new ReferenceUnknownException(fault) : new ConnectorException(fault);

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private void Report(HttpResponseMessage response)
    {
        if (Header(response, "X-Rate")?.Split('/') is [var remaining, var capacity, var restore])
        {
            decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
            budgets.Report(connection, new RateBudget(Number(capacity), Number(remaining), Number(restore), time.GetUtcNow()));
        }
    }
}
