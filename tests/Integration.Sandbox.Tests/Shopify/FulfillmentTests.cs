using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class FulfillmentTests
{
    private const string Work = "query($id: ID!) { order(id: $id) { displayFulfillmentStatus fulfillmentOrders(first: 10) { nodes { id status lineItems(first: 50) { nodes { id totalQuantity remainingQuantity lineItem { id } } } } } fulfillments(first: 10) { id status trackingInfo { company number url } fulfillmentLineItems(first: 10) { nodes { quantity lineItem { id } } } } } }";

    private const string Create = "mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { id status trackingInfo { number company } } userErrors { field message } } }";

    [Fact]
    public async Task Partial_then_full_shipment_moves_the_status()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var order = shop.World.PlaceOrder(OrderReadTests.One(3));
        var id = OrderReadTests.Id(order);
        var work = (await client.DataAsync(Work, new { id })).At("order.fulfillmentOrders.nodes.0");

        var partial = await client.DataAsync(Create, Input(work.Text("id")!, work.Text("lineItems.nodes.0.id")!, 2));
        var between = (await client.DataAsync(Work, new { id })).GetProperty("order");
        var rest = await client.DataAsync(Create, new { f = new { lineItemsByFulfillmentOrder = new[] { new { fulfillmentOrderId = work.Text("id") } } } });
        var after = (await client.DataAsync(Work, new { id })).GetProperty("order");

        partial.At("fulfillmentCreate.userErrors").GetArrayLength().Should().Be(0);
        partial.Text("fulfillmentCreate.fulfillment.trackingInfo.0.number").Should().Be("T-1");
        between.Text("displayFulfillmentStatus").Should().Be("PARTIALLY_FULFILLED");
        between.Text("fulfillmentOrders.nodes.0.status").Should().Be("IN_PROGRESS");
        between.Int("fulfillmentOrders.nodes.0.lineItems.nodes.0.remainingQuantity").Should().Be(1);
        rest.At("fulfillmentCreate.userErrors").GetArrayLength().Should().Be(0);
        after.Text("displayFulfillmentStatus").Should().Be("FULFILLED");
        after.Text("fulfillmentOrders.nodes.0.status").Should().Be("CLOSED");
        after.At("fulfillments").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task More_than_is_left_is_refused_without_a_code()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var order = shop.World.PlaceOrder(OrderReadTests.One(1));
        var work = (await client.DataAsync(Work, new { id = OrderReadTests.Id(order) })).At("order.fulfillmentOrders.nodes.0");

        var answer = await client.DataAsync(Create, Input(work.Text("id")!, work.Text("lineItems.nodes.0.id")!, 2));

        answer.Text("fulfillmentCreate.userErrors.0.message").Should().Be("Invalid fulfillment order line item quantity requested.");
        shop.World.Order(order.Id).Fulfilments.Should().BeEmpty();
        (await client.ErrorCodeAsync(Create, Input("gid://shopify/FulfillmentOrder/1", "gid://shopify/FulfillmentOrderLineItem/1", 1))).Should().Be("RESOURCE_NOT_FOUND");
    }

    [Fact]
    public async Task Cancelled_shipment_opens_new_work_under_a_new_id()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(OrderReadTests.One(2));
        var before = shop.World.StockOf("SKU-00001");
        var order = shop.World.Fulfil(placed.Id, tracking: new ShopTracking("DHL", "1"));
        var fulfillment = "gid://shopify/Fulfillment/" + order.Fulfilments[0].Id;

        var tracked = await client.DataAsync(
            "mutation($id: ID!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: { company: \"UPS\", number: \"2\" }) { fulfillment { trackingInfo { company number } } userErrors { message } } }",
            new { id = fulfillment });
        await client.DataAsync("mutation($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status } userErrors { message } } }", new { id = fulfillment });
        var work = (await client.DataAsync(Work, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        tracked.Text("fulfillmentTrackingInfoUpdate.fulfillment.trackingInfo.0.company").Should().Be("UPS");
        work.At("fulfillmentOrders.nodes").GetArrayLength().Should().Be(2);
        work.Int("fulfillmentOrders.nodes.1.lineItems.nodes.0.remainingQuantity").Should().Be(2);
        work.Text("fulfillments.0.status").Should().Be("CANCELLED");
        work.Text("displayFulfillmentStatus").Should().Be("UNFULFILLED");
        shop.World.StockOf("SKU-00001").Should().Be(before);
    }

    private static object Input(string work, string line, int quantity) => new
    {
        f = new
        {
            lineItemsByFulfillmentOrder = new[] { new { fulfillmentOrderId = work, fulfillmentOrderLineItems = new[] { new { id = line, quantity } } } },
            trackingInfo = new { company = "DHL", number = "T-1" },
            notifyCustomer = false,
        },
    };
}
