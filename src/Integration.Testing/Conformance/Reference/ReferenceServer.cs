using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ErpSync.Testing.Conformance;

/// <summary>
/// The reference system's web API in memory: notes with versions, tombstones, two-step creation under idempotency keys, and levels that are set by comparing.
/// </summary>
internal sealed class ReferenceServer(TimeProvider time) : HttpMessageHandler
{
    public const string Secret = "reference-secret-1";
    public const string Limited = "reference-secret-limited";
    private readonly Lock _lock = new();
    private readonly ReferenceTable _notes = new(time);
    private readonly Dictionary<string, decimal> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _levelKeys = new(StringComparer.Ordinal);
    private int _requests;

    public T Look<T>(Func<ReferenceTable, T> look)
    {
        lock (_lock)
        {
            return look(_notes);
        }
    }

    public decimal? Level(string sku)
    {
        lock (_lock)
        {
            return _levels.TryGetValue(sku, out var quantity) ? quantity : null;
        }
    }

    public void SetLevel(string sku, decimal quantity)
    {
        lock (_lock)
        {
            _levels[sku] = quantity;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken)) as JsonObject;
        lock (_lock)
        {
            var number = ++_requests;
            var (status, answer) = Guard(request) ?? Answer(request, body);
            var response = new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(answer.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
            response.Headers.Add("X-Request-Id", string.Create(CultureInfo.InvariantCulture, $"req-{number}"));
            response.Headers.Add("X-Rate", string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, 1000 - number)}/1000/10"));
            return response;
        }
    }

    private static (HttpStatusCode, JsonObject)? Guard(HttpRequestMessage request)
    {
        if (request.Headers.Authorization?.Parameter is not (Secret or Limited))
        {
            return (HttpStatusCode.Unauthorized, new JsonObject { ["code"] = "unauthorized" });
        }

        return request.Headers.GetValues("X-Company").First() == "main" ? null : (HttpStatusCode.NotFound, new JsonObject { ["code"] = "no-such-company" });
    }

    private (HttpStatusCode Status, JsonObject Body) Answer(HttpRequestMessage request, JsonObject? body)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var query = request.RequestUri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]), StringComparer.Ordinal);
        return (request.Method.Method, path) switch
        {
            ("GET", ["status"]) => (HttpStatusCode.OK, new JsonObject
            {
                ["permissions"] = request.Headers.Authorization!.Parameter == Limited ? new JsonArray("read_notes") : new JsonArray("read_notes", "write_notes"),
            }),
            ("GET", ["notes"]) => (HttpStatusCode.OK, _notes.Page(query)),
            ("GET", ["keys", var key]) => (HttpStatusCode.OK, _notes.ByKey(Uri.UnescapeDataString(key))),
            ("POST", ["notes"]) => _notes.Create(body!),
            ("POST", ["notes", var id, "confirm"]) => _notes.Confirm(id),
            ("PUT", ["notes", var id]) => _notes.Replace(id, body!, request.Headers.TryGetValues("If-Match", out var tags) ? tags.First() : null),
            ("PUT", ["levels", var sku]) => Set(Uri.UnescapeDataString(sku), body!),
            ("GET", ["levels", var sku]) => (HttpStatusCode.OK, _levels.TryGetValue(Uri.UnescapeDataString(sku), out var quantity)
                ? new JsonObject { ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture) } : []),
            _ => (HttpStatusCode.NotFound, new JsonObject { ["code"] = "no-such-path" }),
        };
    }

    private (HttpStatusCode, JsonObject) Set(string sku, JsonObject body)
    {
        var key = body["key"]!.GetValue<string>();
        var quantity = decimal.Parse(body["quantity"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var content = body.ToJsonString();
        if (_levelKeys.TryGetValue(key, out var before))
        {
            return before == content ? (HttpStatusCode.OK, new JsonObject { ["replay"] = true }) : (HttpStatusCode.Conflict, new JsonObject { ["code"] = "key-reused" });
        }

        if (!_levels.TryGetValue(sku, out var now))
        {
            return (HttpStatusCode.FailedDependency, new JsonObject { ["code"] = "missing", ["what"] = sku });
        }

        if (quantity < 0)
        {
            return (HttpStatusCode.UnprocessableEntity, new JsonObject { ["code"] = "invalid", ["field"] = "quantity" });
        }

        if (body["from"] is { } from && decimal.Parse(from.GetValue<string>(), CultureInfo.InvariantCulture) != now)
        {
            return now == quantity ? (HttpStatusCode.OK, new JsonObject { ["unchanged"] = true }) : (HttpStatusCode.PreconditionFailed, new JsonObject { ["code"] = "stale" });
        }

        _levelKeys[key] = content;
        _levels[sku] = quantity;
        return (HttpStatusCode.OK, new JsonObject { ["unchanged"] = now == quantity });
    }
}
