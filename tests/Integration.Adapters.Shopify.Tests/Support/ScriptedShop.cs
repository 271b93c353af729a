using System.Net;
using System.Text;
using System.Text.Json;

namespace ErpSync.Adapters.Shopify.Tests.Support;

/// <summary>Answers requests one after the other with what the test wrote down, and keeps what it was sent.</summary>
internal sealed class ScriptedShop : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    public List<string> Bodies { get; } = [];

    public List<HttpRequestMessage> Requests { get; } = [];

    public ScriptedShop Answer(string json, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue((_, _) => Task.FromResult(Respond(json, status, headers)));
        return this;
    }

    public ScriptedShop Answer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedShop Throw(Exception exception)
    {
        _answers.Enqueue((_, _) => Task.FromException<HttpResponseMessage>(exception));
        return this;
    }

    public JsonElement Variables(int request) => JsonDocument.Parse(Bodies[request]).RootElement.GetProperty("variables").Clone();

    public static HttpResponseMessage Respond(string json, HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        response.Headers.Add("X-Request-Id", "req-1");
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        return _answers.Count > 0
            ? await _answers.Dequeue()(request, cancellationToken)
            : throw new InvalidOperationException($"The script holds no answer for request {Requests.Count}: {Bodies[^1]}");
    }
}
