using System.Collections.Concurrent;

namespace ErpSync.Adapters.BusinessCentral.Tests.Wire;

/// <summary>The line to the server: keeps what was sent, and cuts it where a test wants.</summary>
internal sealed class Line(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private int _count;

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <summary>The process dies before this many requests went out (1 = before the first). 0: never.</summary>
    public int DieBefore { get; set; }

    /// <summary>The process dies after the server worked on this request, before its answer is seen. 0: never.</summary>
    public int DieAfter { get; set; }

    /// <summary>Requests for which the answer is lost after the server worked; each once.</summary>
    public Func<SentRequest, bool>? LoseAnswerOf { get; set; }

    /// <summary>Answers instead of the server; null lets the request through.</summary>
    public Func<SentRequest, HttpResponseMessage?>? AnswerInstead { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!, string.IsNullOrEmpty(body) ? null : body, Header(request, "If-Match"), Header(request, "Prefer"), Header(request, "Accept-Language"));
        var number = Interlocked.Increment(ref _count);
        if (DieBefore > 0 && number >= DieBefore)
        {
            throw new ProcessKilledException();
        }

        _sent.Enqueue(sent);
        if (AnswerInstead?.Invoke(sent) is { } answer)
        {
            return answer;
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (DieAfter > 0 && number >= DieAfter)
        {
            throw new ProcessKilledException();
        }

        if (LoseAnswerOf?.Invoke(sent) == true)
        {
            LoseAnswerOf = null;
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
        }

        return response;
    }

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
