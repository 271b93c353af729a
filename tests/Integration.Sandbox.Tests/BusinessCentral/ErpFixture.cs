using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>A running sandbox ERP with two items and a customer, and a client that talks to it as an adapter would.</summary>
public sealed class ErpFixture : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private ErpFixture(SandboxErp erp) => Erp = erp;

    public SandboxErp Erp { get; }

    public string Company => $"companies({Erp.CompanyId})";

    public static async Task<ErpFixture> StartAsync(SandboxErpOptions? options = null)
    {
        var erp = await SandboxErp.StartAsync(options ?? new SandboxErpOptions());
        erp.World.AddItem(new SandboxItem("BIKE", "Bicycle", 119m, 0.19m, 100, "4006381000001"));
        erp.World.AddItem(new SandboxItem("BOOK", "Book", 10.70m, 0.07m, 50, "4006381000002"));
        erp.World.AddCustomer("C1", "Contoso", email: "info@contoso.example");
        return new ErpFixture(erp);
    }

    public Task<ErpAnswer> GetAsync(string url, params string[] headers) => SendAsync(HttpMethod.Get, url, null, headers);

    public Task<ErpAnswer> PostAsync(string url, object? body, params string[] headers) => SendAsync(HttpMethod.Post, url, body, headers);

    public Task<ErpAnswer> PatchAsync(string url, object body, string? ifMatch) =>
        SendAsync(HttpMethod.Patch, url, body, ifMatch is null ? [] : ["If-Match: " + ifMatch]);

    /// <summary>A sales order of 2 bikes (100 net each) and shipping of 5 net unless told otherwise.</summary>
    public async Task<ErpAnswer> OrderAsync(string external = "SHOP-1", decimal bikes = 2)
    {
        var answer = await PostAsync($"{Company}/salesOrders?$expand=salesOrderLines", new Dictionary<string, object>
        {
            ["customerNumber"] = "C1",
            ["externalDocumentNumber"] = external,
            ["salesOrderLines"] = new object[]
            {
                new { lineType = "Item", lineObjectNumber = "BIKE", quantity = bikes },
                new { lineType = "Account", lineObjectNumber = ErpAccounts.Shipping, quantity = 1, unitPrice = 5m },
            },
        });
        answer.Status.Should().Be(201, answer.Body.ToString());
        return answer;
    }

    public async Task<ErpAnswer> SendAsync(HttpMethod method, string url, object? body, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Erp.ApiAddress, url));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Erp.Token);
        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            if (parts[0] == "Authorization")
            {
                request.Headers.Authorization = null;
            }

            request.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        if (body is not null)
        {
            var json = body as string ?? JsonSerializer.Serialize(body);
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var parsed = default(JsonElement);
        if (text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/json")
        {
            using var document = JsonDocument.Parse(text);
            parsed = document.RootElement.Clone();
        }
        else if (text.Length > 0)
        {
            parsed = JsonSerializer.SerializeToElement(text);
        }

        return new ErpAnswer((int)response.StatusCode, parsed,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Erp.DisposeAsync();
    }
}
