using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class ImportTests
{
    [SharedDataFact("data/shopify/rest-samples-2026-07")]
    public async Task Published_rest_order_is_served_with_its_recorded_amounts()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);

        var report = await shop.ImportAsync(SharedData.PathOf("data", "shopify", "rest-samples-2026-07"));
        var order = (await client.DataAsync(
            "{ order(id: \"gid://shopify/Order/450789469\") { name currencyCode currentTotalPriceSet { shopMoney { amount } } lineItems(first: 10) { nodes { id sku quantity originalUnitPriceSet { shopMoney { amount } } discountAllocations { allocatedAmountSet { shopMoney { amount } } } } } shippingLines(first: 5) { nodes { title } } fulfillments(first: 5) { id trackingInfo { number } } refunds(first: 5) { id } shippingAddress { city } } }")).GetProperty("order");

        report.Orders.Should().Contain(imported => imported.Id == 450789469 && imported.Name == "#1001");
        report.Skipped.Should().NotBeEmpty().And.OnlyContain(skipped => skipped.Reason.Length > 0);
        order.Text("currencyCode").Should().Be("USD");
        order.At("lineItems.nodes").GetArrayLength().Should().Be(3);
        order.At("lineItems.nodes").EnumerateArray().Should().AllSatisfy(line => line.Money("originalUnitPriceSet").Should().Be(199m));
        order.At("refunds").GetArrayLength().Should().Be(1);
        order.Text("shippingAddress.city").Should().Be("Louisville");
        order.At("fulfillments").GetArrayLength().Should().Be(0, "the recorded shipment failed");
    }

    [SharedDataFact("data/shopify/graphql-recordings")]
    public async Task Recorded_nodes_are_served_and_can_be_listed()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 100_000 });
        using var client = new ShopClient(shop);

        var report = await shop.ImportAsync(SharedData.PathOf("data", "shopify", "graphql-recordings"));

        report.Orders.Count.Should().BeGreaterThan(12);
        report.Skipped.Should().OnlyContain(skipped => skipped.Reason.Length > 0);
        report.Orders.Select(order => order.Name).Should().OnlyHaveUniqueItems();
        var listed = await client.DataAsync("{ orders(first: 250) { nodes { name currentTotalPriceSet { shopMoney { amount currencyCode } } lineItems(first: 10) { nodes { title quantity } } } } }");
        listed.At("orders.nodes").EnumerateArray().Select(node => node.Text("name")).Should().BeEquivalentTo(report.Orders.Select(order => order.Name));
        var next = shop.World.PlaceOrder(OrderReadTests.One());
        report.Orders.Should().NotContain(order => order.Name == next.Name);
    }
}
