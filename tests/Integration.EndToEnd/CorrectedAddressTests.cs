using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ErpSync.Sandbox.Shopify;
using Quickstart;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>A buyer corrects the address of an order that the ERP has already.</summary>
public sealed class CorrectedAddressTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly ShopAddress Old = new() { FirstName = "Kim", LastName = "Doe", Address1 = "Main Street 1", Address2 = "Back yard", City = "Town", Zip = "10115", CountryCode = "DE" };

    [Fact]
    public async Task Correction_reaches_the_open_order_and_nothing_of_the_old_address_stays()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        using var erp = new HttpClient { BaseAddress = new Uri(sandboxes.Erp.ApiAddress, $"companies({sandboxes.Erp.CompanyId})/") };
        erp.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sandboxes.Erp.Token);
        var order = sandboxes.Shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[0].Sku, Quantity = 2 }], Email = "kim@example.com", ShippingAddress = Old });
        try
        {
            await LiveSystems.UntilAsync(() => sandboxes.Erp.World.Books.Order(order.Name) is not null, ct);
            var written = await OrderAsync();
            Text(written, "shipToAddressLine2").Should().Be("Back yard");

            sandboxes.Shop.World.ChangeAddress(order.Id, Old with { Address1 = "Side Street 2", Address2 = null });
            var corrected = written;
            while (Text(corrected, "shipToAddressLine1") != "Side Street 2")
            {
                corrected = await OrderAsync();
            }

            Text(corrected, "shipToAddressLine2").Should().BeEmpty("it belongs to the old address");
            Text(corrected, "number").Should().Be(Text(written, "number"));
            Text(corrected, "totalAmountIncludingTax").Should().Be(Text(written, "totalAmountIncludingTax"));
            sandboxes.Erp.World.Books.Orders.Should().ContainSingle();
            (await host.ErpSync.CasesAsync(new(), ct)).Should().BeEmpty();
        }
        catch (OperationCanceledException)
        {
            await output.WriteUnfinishedAsync(host.ErpSync, [order.Name], CancellationToken.None);
            throw;
        }

        async Task<JsonNode> OrderAsync() =>
            (await erp.GetFromJsonAsync<JsonNode>(new Uri($"salesOrders?$filter=externalDocumentNumber eq '{Uri.EscapeDataString(order.Name)}'", UriKind.Relative), ct))!["value"]![0]!;

        static string Text(JsonNode node, string name) => node[name]!.ToString();
    }
}
