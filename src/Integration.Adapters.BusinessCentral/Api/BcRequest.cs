using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>A request as it goes out: token, language, version tag and body.</summary>
internal static class BcRequest
{
    public static HttpRequestMessage Of(HttpMethod method, Uri address, string token, JsonObject? body, string? etag, string? prefer)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd("en-US");
        request.Headers.Accept.ParseAdd("application/json");
        if (prefer is not null)
        {
            request.Headers.TryAddWithoutValidation("Prefer", prefer);
        }

        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }
        else if (method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent([]);
        }

        return request;
    }
}
