namespace Benchmarks.Publish;

/// <summary>Tells the counter of every request; clients are made anew now and then, and each has a handler of its own.</summary>
internal sealed class CountingHandler(CallCounter calls) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = CallCounter.NameOf(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        calls.Count(name);
        if (name != CallCounter.Write)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        calls.Sent();
        var response = await base.SendAsync(request, cancellationToken);
        calls.Answered();
        return response;
    }
}
