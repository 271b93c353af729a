using System.Net;
using System.Text;

namespace ErpSync.Testing.Conformance;

/// <summary>Does to a request what the line has in store for it.</summary>
internal sealed class LineHandler(TransportLine line, TimeProvider time, HttpMessageHandler target) : DelegatingHandler(target)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var fault = line.Note(new LineRequest(request.Method.Method, request.RequestUri!, Encoding.UTF8.GetString(body), HeadersOf(request)));
        switch (fault)
        {
            case null:
                return await base.SendAsync(request, cancellationToken);
            case TransportFault.Answer answer:
                return Respond(request, answer);
            case TransportFault.Refused:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");
            case TransportFault.TlsFailure:
                throw new HttpRequestException(HttpRequestError.SecureConnectionError, "The secure connection could not be established.");
            case TransportFault.Reset:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was reset.", new IOException("Connection reset by peer."));
            case TransportFault.Slow slow:
                await Task.Delay(slow.Delay, time, cancellationToken);
                return await base.SendAsync(request, cancellationToken);
            case TransportFault.Duplicate:
                using (var first = Copy(request, body))
                {
                    (await base.SendAsync(first, cancellationToken)).Dispose();
                }

                return await base.SendAsync(request, cancellationToken);
            default:
                return await CarriedOutAsync(request, fault, cancellationToken);
        }
    }

    /// <summary>The target carries the request out, whatever the caller does meanwhile; only its answer goes wrong.</summary>
    private async Task<HttpResponseMessage> CarriedOutAsync(HttpRequestMessage request, TransportFault fault, CancellationToken ct)
    {
        var response = await base.SendAsync(request, CancellationToken.None);
        var content = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        switch (fault)
        {
            case TransportFault.LostAnswer:
                response.Dispose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
            case TransportFault.Silence:
                response.Dispose();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
                return response;
            case TransportFault.CutBody:
                return Replace(response, new StreamContent(new CutStream(content.AsMemory(0, content.Length / 2))));
            case TransportFault.Altered altered:
                return Replace(response, new StringContent(altered.Change(Encoding.UTF8.GetString(content)), Encoding.UTF8, response.Content.Headers.ContentType?.MediaType ?? "application/json"));
            default:
                throw new InvalidOperationException($"Unknown fault {fault}.");
        }
    }

    private static HttpResponseMessage Replace(HttpResponseMessage response, HttpContent content)
    {
        content.Headers.ContentType ??= response.Content.Headers.ContentType;
        response.Content.Dispose();
        response.Content = content;
        return response;
    }

    private static HttpResponseMessage Respond(HttpRequestMessage request, TransportFault.Answer answer)
    {
        var response = new HttpResponseMessage(answer.Status) { RequestMessage = request, Content = new StringContent(answer.Body, Encoding.UTF8, answer.MediaType) };
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, byte[] body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(body);
            copy.Content.Headers.ContentType = content.Headers.ContentType;
        }

        return copy;
    }

    private static Dictionary<string, string> HeadersOf(HttpRequestMessage request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = string.Join(',', values);
        }

        if (request.Content is { } content)
        {
            foreach (var (name, values) in content.Headers.NonValidated)
            {
                headers[name] = string.Join(',', values);
            }
        }

        return headers;
    }
}
