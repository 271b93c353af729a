using System.Net;

namespace ErpSync.Adapters.Shopify.Tests.Support;

/// <summary>Requests with a word in their body arrive and are carried out, but the answer is lost; or they are lost themselves.</summary>
internal sealed class LosesAnswers(HttpMessageHandler inner, string word, bool requestsToo = false) : DelegatingHandler(inner)
{
    public bool IsOff { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var isLost = !IsOff && body.Contains(word, StringComparison.Ordinal);
        var response = isLost && requestsToo ? null : await base.SendAsync(request, cancellationToken);
        return isLost ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost", null, HttpStatusCode.OK) : response!;
    }
}
