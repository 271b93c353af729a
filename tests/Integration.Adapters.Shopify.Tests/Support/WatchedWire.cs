using System.Text.Json;

namespace ErpSync.Adapters.Shopify.Tests.Support;

/// <summary>Requests on their way to the sandbox: kept, and with something happening in the shop right before those that hold a word.</summary>
internal sealed class WatchedWire(string word = "", Action? before = null) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly List<string> _bodies = [];

    /// <summary>Variables of the requests that hold a word.</summary>
    public IReadOnlyList<JsonElement> Variables(string operation) =>
        [.. _bodies.Where(body => body.Contains(operation, StringComparison.Ordinal)).Select(body => JsonDocument.Parse(body).RootElement.GetProperty("variables").Clone())];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _bodies.Add(body);
        if (before is not null && body.Contains(word, StringComparison.Ordinal))
        {
            before();
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
