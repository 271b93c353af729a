using System.Net.Http.Json;
using System.Text.Json;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

/// <summary>The plainest client of the API: what a test sends is what goes over the wire.</summary>
internal sealed class ShopClient(SandboxShop shop) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = shop.BaseAddress };

    public async Task<HttpResponseMessage> PostAsync(string query, object? variables = null, string? token = null, string version = "2026-10", string? operationName = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"admin/api/{version}/graphql.json") { Content = JsonContent.Create(new { query, variables, operationName }) };
        request.Headers.Add("X-Shopify-Access-Token", token ?? shop.AccessToken);
        return await _http.SendAsync(request);
    }

    /// <summary>The whole answer.</summary>
    public async Task<JsonElement> SendAsync(string query, object? variables = null)
    {
        using var response = await PostAsync(query, variables);
        response.IsSuccessStatusCode.Should().BeTrue("the API answers errors with 200");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    /// <summary>The data of an answer that must have no errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await SendAsync(query, variables);
        answer.TryGetProperty("errors", out var errors).Should().BeFalse("the answer was {0}", errors);
        return answer.GetProperty("data");
    }

    /// <summary>Code of the first error.</summary>
    public async Task<string?> ErrorCodeAsync(string query, object? variables = null) =>
        (await SendAsync(query, variables)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    public async Task<HttpResponseMessage> FormAsync(string path, params KeyValuePair<string, string>[] form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await _http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public Task<string> GetTextAsync(string uri) => _http.GetStringAsync(new Uri(uri, UriKind.RelativeOrAbsolute));

    public void Dispose() => _http.Dispose();
}
