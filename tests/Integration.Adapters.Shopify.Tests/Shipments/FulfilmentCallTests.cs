using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Adapters.Shopify.Tests.Shipments;

/// <summary>What a fulfilment is made of: the tracking that is sent, and the state that is read to its end before.</summary>
public sealed class FulfilmentCallTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_carries_carrier_page_all_tracking_numbers_and_whether_the_buyer_is_told(bool notify)
    {
        await using var shop = await SandboxShop.StartAsync();
        var wire = new WatchedWire();
        using var connector = Make.Connector(shop, options => options.NotifyCustomer = notify, handler: wire);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });
        var shipment = Shipment(placed, new ShipmentLine("SKU-00001", 1)) with { Carrier = "DHL", TrackingUrl = new Uri("https://track.example.com/?a=1&b=ü"), TrackingNumbers = ["T-1", " ", "T-2"] };

        (await WriteAsync(connector, shipment)).Should().BeOfType<WriteResult.Applied>();

        var sent = wire.Variables("FulfilmentCreate").Single().GetProperty("fulfillment");
        sent.GetProperty("notifyCustomer").GetBoolean().Should().Be(notify);
        shop.World.Order(placed.Id).Fulfilments.Single().Tracking.Should().Equal(
            new ShopTracking("DHL", "T-1", "https://track.example.com/?a=1&b=%C3%BC"), new ShopTracking("DHL", "T-2"));
        (await WriteAsync(connector, shipment with { TrackingNumbers = ["t-2"] })).Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue("each of its numbers names it");
    }

    [Fact]
    public async Task Shipment_without_carrier_and_tracking_carries_its_own_number_alone()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });

        await WriteAsync(connector, Shipment(placed, new ShipmentLine("SKU-00001", 1)));

        shop.World.Order(placed.Id).Fulfilments.Single().Tracking.Should().Equal(new ShopTracking(null, "SH-1"));
    }

    [Theory]
    [InlineData("ON_HOLD", "[]")]
    [InlineData("SCHEDULED", "[]")]
    [InlineData("OPEN", """[{"action":"HOLD"},{"action":"REQUEST_FULFILLMENT"}]""")]
    public async Task Work_that_is_held_is_waited_for_and_nothing_is_sent(string status, string actions)
    {
        var shop = new ScriptedShop().Answer(State(status, actions));
        using var connector = Make.Connector(shop);

        var result = await WriteAsync(connector, new Shipment { Id = "1", Number = "SH-1", ShopOrderId = "1", Lines = [new ShipmentLine("A", 1)] });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Which.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.MissingDependency, "shopify.fulfilment-held"));
        fault.Message.Should().Contain("2 held");
        fault.Hint.Should().NotBeNullOrEmpty();
        shop.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Answer_that_says_nothing_of_the_fulfilment_is_an_unknown_outcome()
    {
        var shop = new ScriptedShop().Answer(State("OPEN", "[]")).Answer("""{"data":{"fulfillmentCreate":null}}""");
        using var connector = Make.Connector(shop);

        var result = await WriteAsync(connector, new Shipment { Id = "1", Number = "SH-1", ShopOrderId = "1", Lines = [new ShipmentLine("A", 1)] });

        result.Should().BeOfType<WriteResult.Unknown>().Which.Fault.Code.Should().Be("shopify.unreadable");
    }

    [Fact]
    public async Task Work_of_more_than_twenty_fulfilment_orders_and_more_than_fifty_lines_is_found()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 1_000_000, Locations = [.. Enumerable.Range(0, 22).Select(at => $"Place {at:D2}")] });
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder
        {
            Lines = [.. Enumerable.Repeat(0, 60).Concat(Enumerable.Range(1, 21)).Select(place => new NewOrderLine { Sku = "SKU-00001", Location = place })],
        });

        var result = await WriteAsync(connector, Shipment(placed, [.. new[] { 59, 80 }.Select(at => new ShipmentLine("SKU-00001", 1, null, $"gid://shopify/LineItem/{placed.Lines[at].Id}"))]));

        result.Should().BeOfType<WriteResult.Applied>();
        shop.World.Order(placed.Id).Fulfilments.SelectMany(item => item.Lines).Should().BeEquivalentTo([new LineQuantity(placed.Lines[59].Id, 1), new LineQuantity(placed.Lines[80].Id, 1)]);
    }

    [Fact]
    public async Task Fulfilment_of_more_than_fifty_lines_is_recognised_by_SKUs_too()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 1_000_000, Catalog = SandboxCatalog.Create(60, 1) });
        var skus = Enumerable.Range(1, 60).Select(at => $"SKU-{at:D5}").ToArray();
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [.. skus.Select(sku => new NewOrderLine { Sku = sku })] });
        var shipment = Shipment(placed, [.. skus.Select(sku => new ShipmentLine(sku, 1))]);
        using (var earlier = Make.Connector(shop))
        {
            (await WriteAsync(earlier, shipment)).Should().BeOfType<WriteResult.Applied>();
        }

        using var connector = Make.Connector(shop);
        var found = await ((ISink<Shipment>)connector).LookupAsync(Item(shipment), default);

        found.Should().NotBeNull();
    }

    [Fact]
    public async Task Order_too_large_to_be_read_fails_its_own_shipment_only()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 1_000_000 });
        using var connector = Make.Connector(shop, options => options.MaxNestedNodes = 250);
        var large = shop.World.PlaceOrder(new NewOrder { Lines = [.. Enumerable.Range(0, 310).Select(_ => new NewOrderLine { Sku = "SKU-00001" })] });
        var small = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });

        var results = await ((ISink<Shipment>)connector).WriteAsync(
            [Item(Shipment(large, new ShipmentLine("SKU-00001", 1))), Item(Shipment(small, new ShipmentLine("SKU-00001", 1)) with { Id = "2", Number = "SH-2" })], default);

        var fault = results[0].Should().BeOfType<WriteResult.Failed>().Which.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.Invalid, "shopify.order-too-large"));
        results[1].Should().BeOfType<WriteResult.Applied>();
        shop.World.Order(large.Id).Fulfilments.Should().BeEmpty();
    }

    private static string State(string status, string actions) => $$$"""
        {"data":{"order":{"id":"gid://shopify/Order/1","name":"#1","cancelledAt":null,"fulfillments":[],"fulfillmentOrders":{"nodes":[
          {"id":"gid://shopify/FulfillmentOrder/2","status":"{{{status}}}","requestStatus":"UNSUBMITTED","assignedLocation":{"location":{"id":"gid://shopify/Location/1"} },"supportedActions":{{{actions}}},
           "lineItems":{"nodes":[{"id":"gid://shopify/FulfillmentOrderLineItem/3","sku":"A","totalQuantity":2,"remainingQuantity":2,"lineItem":{"id":"gid://shopify/LineItem/4","sku":"A"} }],"pageInfo":{"hasNextPage":false} } }],
          "pageInfo":{"hasNextPage":false} } } } }
        """;

    private static Shipment Shipment(ShopOrder order, params ShipmentLine[] lines) =>
        new() { Id = "1", Number = "SH-1", ShopOrderId = $"gid://shopify/Order/{order.Id}", Lines = lines };

    private static WriteItem<Shipment> Item(Shipment shipment) => new(shipment.Id, new IdempotencyKey($"erp:shipment:{shipment.Id}:fulfil"), WriteKind.Create, shipment);

    private static async Task<WriteResult> WriteAsync(ShopifyConnector connector, Shipment shipment) =>
        (await ((ISink<Shipment>)connector).WriteAsync([Item(shipment)], default)).Single();
}
