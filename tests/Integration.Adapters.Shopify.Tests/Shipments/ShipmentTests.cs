using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Adapters.Shopify.Tests.Shipments;

public sealed class ShipmentTests
{
    [Fact]
    public async Task Shipment_over_two_locations_makes_one_fulfilment_each_and_is_one_result()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Locations = ["One", "Two"] });
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }, new NewOrderLine { Sku = "SKU-00002", Location = 1 }] });
        var item = Item(placed.Id, new ShipmentLine("SKU-00001", 1), new ShipmentLine("SKU-00002", 1));

        var results = await ((ISink<Shipment>)connector).WriteAsync([item], default);
        var again = await ((ISink<Shipment>)connector).WriteAsync([item], default);

        results.Single().Should().BeOfType<WriteResult.Applied>();
        again.Single().Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        shop.World.Order(placed.Id).Fulfilments.Should().HaveCount(2);
    }

    [Fact]
    public async Task Cancelled_order_refuses_with_figures_and_an_unknown_order_is_named()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });
        shop.World.CancelOrder(placed.Id);

        var results = await ((ISink<Shipment>)connector).WriteAsync([Item(placed.Id, new ShipmentLine("SKU-00001", 1)), Item(4711, new ShipmentLine("SKU-00001", 1))], default);

        results[0].Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("shopify.order-cancelled");
        results[1].Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("shopify.order-gone");
    }

    [Theory]
    [InlineData(-1, "shopify.shipment-undone")]
    [InlineData(0.5, "shopify.bad-quantity")]
    public async Task Quantities_the_shop_cannot_take_are_refused_before_anything_is_sent(double quantity, string code)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });

        var result = (await ((ISink<Shipment>)connector).WriteAsync([Item(placed.Id, new ShipmentLine("SKU-00001", (decimal)quantity))], default)).Single();

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be(code);
        shop.World.Order(placed.Id).Fulfilments.Should().BeEmpty();
    }

    [Fact]
    public async Task Lost_answer_is_unknown_and_the_look_up_finds_what_landed()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var lossy = Make.Connector(
            new LosesAnswers(new SocketsHttpHandler(), "fulfillmentCreate"),
            options => (options.ShopDomain, options.Endpoint, options.AccessToken) = (shop.ShopDomain, shop.BaseAddress, shop.AccessToken));
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });
        var item = Item(placed.Id, new ShipmentLine("SKU-00001", 1));
        var sink = (ISink<Shipment>)lossy;

        var result = (await sink.WriteAsync([item], default)).Single();
        var found = await sink.LookupAsync(item, default);

        result.Should().BeOfType<WriteResult.Unknown>();
        found.Should().NotBeNull();
        (await sink.WriteAsync([item], default)).Single().Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        shop.World.Order(placed.Id).Fulfilments.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_added_to_a_shipment_is_recorded_beside_what_the_shop_has(bool restarted)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var first = Make.Connector(shop);
        using var second = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 3 }, new NewOrderLine { Sku = "SKU-00002" }] });
        var told = ((WriteResult.Applied)(await ((ISink<Shipment>)first).WriteAsync([Item(placed.Id, new ShipmentLine("SKU-00001", 1))], default)).Single()).Ref;
        var sink = (ISink<Shipment>)(restarted ? second : first);
        var grown = Item(placed.Id, new ShipmentLine("SKU-00001", 2), new ShipmentLine("SKU-00002", 1)) with { Key = new IdempotencyKey("grown"), Target = told };

        (await sink.LookupAsync(grown, default)).Should().BeNull("it is not recorded yet");
        var result = (await sink.WriteAsync([grown], default)).Single();
        var again = (await sink.WriteAsync([grown], default)).Single();

        result.Should().BeOfType<WriteResult.Applied>().Which.Ref.Id.Should().Be(told.Id, "the link stays on the first");
        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        (await sink.LookupAsync(grown, default)).Should().NotBeNull();
        shop.World.Order(placed.Id).Fulfilments.SelectMany(fulfilment => fulfilment.Lines).Sum(line => line.Quantity).Should().Be(3);
    }

    [Fact]
    public async Task What_was_added_under_another_tracking_number_is_not_all_of_it_again()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 5 }] });
        var item = Item(placed.Id, new ShipmentLine("SKU-00001", 1));
        var told = ((WriteResult.Applied)(await ((ISink<Shipment>)connector).WriteAsync([item with { Value = item.Value with { TrackingNumbers = ["T1"] } }], default)).Single()).Ref;
        var grown = Item(placed.Id, new ShipmentLine("SKU-00001", 2));

        await ((ISink<Shipment>)connector).WriteAsync([grown with { Key = new IdempotencyKey("grown"), Target = told, Value = grown.Value with { TrackingNumbers = ["T2"] } }], default);

        shop.World.Order(placed.Id).Fulfilments.SelectMany(fulfilment => fulfilment.Lines).Sum(line => line.Quantity).Should().Be(2);
    }

    private static WriteItem<Shipment> Item(long order, params ShipmentLine[] lines) => new(
        $"i{order}", new IdempotencyKey($"k{order}"), WriteKind.Create, new Shipment { Id = "s", Number = "SH-1", ShopOrderId = $"gid://shopify/Order/{order}", Lines = lines });
}
