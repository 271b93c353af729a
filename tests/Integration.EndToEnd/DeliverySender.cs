using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Quickstart;

namespace ErpSync.EndToEnd;

/// <summary>Sends deliveries to a host as the shop and the ERP do, well signed unless told otherwise.</summary>
internal sealed class DeliverySender(SandboxPlace place) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://localhost:{place.HostPort}"), Timeout = TimeSpan.FromSeconds(20) };
    private int _deliveries;

    public async Task<HttpStatusCode> SendAsync(string topic, string body, string? secret = null, string? shop = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/shop-eu") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Webhook-Id", string.Create(CultureInfo.InvariantCulture, $"delivery-{Interlocked.Increment(ref _deliveries)}"));
        request.Headers.Add("X-Shopify-Shop-Domain", shop ?? place.ShopDomain);
        request.Headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret ?? place.ShopClientSecret), bytes)));
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> NotifyAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("/hooks/erp", UriKind.Relative), content);
        return answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();
}
