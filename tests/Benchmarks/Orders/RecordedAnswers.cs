using System.Net;
using System.Net.Http.Headers;

namespace Benchmarks.Orders;

/// <summary>A server's answers, asked for once and given from memory from then on, so that what is measured is the reading and not the network.</summary>
internal sealed class RecordedAnswers : DelegatingHandler
{
    private readonly Dictionary<string, byte[]> _answers = new(StringComparer.Ordinal);

    public RecordedAnswers()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>Bytes of all answers so far.</summary>
    public long Bytes { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var question = await request.Content!.ReadAsStringAsync(cancellationToken);
        if (!_answers.TryGetValue(question, out var answer))
        {
            using var response = await base.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            _answers[question] = answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }

        Bytes += answer.Length;
        var content = new ByteArrayContent(answer);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
