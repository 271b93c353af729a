using System.Net.Http.Headers;

namespace ErpSync.Testing.Conformance;

/// <summary>What was answered last.</summary>
internal sealed class LastBody
{
    public string Text { get; set; } = "";
}

/// <summary>Keeps what the target said, for a connector that repeats it.</summary>
internal sealed class Overhears(HttpMessageHandler line, LastBody heard) : DelegatingHandler(line)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        heard.Text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response;
    }
}

/// <summary>Sends a failed request again.</summary>
internal sealed class RepeatsByItself(HttpMessageHandler line) : DelegatingHandler(line)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        return (int)response.StatusCode >= 500 ? await base.SendAsync(request, cancellationToken) : response;
    }
}

/// <summary>A secret that was meant for one connection.</summary>
internal sealed class SharedSecret
{
    public AuthenticationHeaderValue? Value { get; set; }
}

/// <summary>Sends the secret of whichever connection came first.</summary>
internal sealed class SendsSharedSecret(HttpMessageHandler line, SharedSecret shared) : DelegatingHandler(line)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = shared.Value ??= request.Headers.Authorization;
        return base.SendAsync(request, cancellationToken);
    }
}
