using System.Globalization;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Adapters.Shopify.Tests.Orders;

/// <summary>Lists within an order that do not fit the first answer are read to their end, or the order is refused.</summary>
public sealed class NestedPageTests
{
    [Fact]
    public async Task More_than_ten_returns_are_all_read()
    {
        await using var shop = await StartAsync();
        using var connector = Make.Connector(shop);
        var placed = Place(shop, 1, quantity: 12);
        shop.World.Fulfil(placed.Id);
        for (var i = 0; i < 12; i++)
        {
            shop.World.OpenReturn(placed.Id, [new LineQuantity(placed.Lines[0].Id, 1)]);
        }

        var order = await ReadAsync(connector, placed);

        order.Returns.Select(item => item.Id).Should().OnlyHaveUniqueItems().And.HaveCount(12);
        order.Returns.SelectMany(item => item.Lines).Sum(line => line.Quantity).Should().Be(12);
    }

    [Fact]
    public async Task Return_and_exchange_lines_are_read_to_the_end()
    {
        await using var shop = await StartAsync();
        using var connector = Make.Connector(shop);
        var placed = Place(shop, 60);
        shop.World.Fulfil(placed.Id);
        shop.World.OpenReturn(
            placed.Id, [.. placed.Lines.Select(line => new LineQuantity(line.Id, 1))], [.. Enumerable.Range(0, 55).Select(_ => new NewOrderLine { Sku = "SKU-00002" })]);

        var order = await ReadAsync(connector, placed);

        var item = order.Returns.Single();
        item.Lines.Select(line => line.LineId).Should().BeEquivalentTo(placed.Lines.Select(line => $"gid://shopify/LineItem/{line.Id}"));
        item.ExchangeLines.Should().OnlyHaveUniqueItems().And.HaveCount(55);
        order.Totals.Current.Shop.Amount.Should().Be(placed.CurrentTotal, "the exchange is no part of the sale");
        OrderMoney.Check(order).Should().BeEmpty();
    }

    [Fact]
    public async Task Fulfilment_orders_and_their_lines_are_read_to_the_end()
    {
        await using var shop = await StartAsync(new SandboxShopOptions { BucketSize = 1_000_000, Locations = [.. Enumerable.Range(0, 12).Select(at => $"Place {at}")] });
        using var connector = Make.Connector(shop);
        var places = Enumerable.Repeat(0, 60).Concat(Enumerable.Range(1, 11)).ToArray();
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [.. places.Select(place => new NewOrderLine { Sku = "SKU-00001", Location = place })] });

        var order = await ReadAsync(connector, placed);

        order.Lines.Select(line => line.Locations.Single()).Should().Equal(
            places.Select(place => new LocationQuantity($"gid://shopify/Location/{shop.World.LocationIds[place]}", 1)));
    }

    [Fact]
    public async Task Fulfilment_orders_are_left_out_when_the_app_may_not_read_them()
    {
        await using var shop = await StartAsync(new SandboxShopOptions { Scopes = ["read_all_orders", "read_orders", "read_customers", "read_products", "write_inventory", "read_locations", "read_fulfillments", "read_returns", "write_merchant_managed_fulfillment_orders"] });
        var wire = new WatchedWire();
        using var connector = Make.Connector(shop, options => options.ReadFulfillmentOrders = false, handler: wire);
        var placed = Place(shop, 1);

        var order = await ReadAsync(connector, placed);

        wire.Variables("OrdersById").Single().GetProperty("withFulfillmentOrders").GetBoolean().Should().BeFalse();
        order.Lines.Single().Locations.Should().BeEmpty();
        (await connector.CheckAsync(default)).Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task Refunded_shipping_lines_are_read_to_the_end()
    {
        await using var shop = await StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder
        {
            Lines = [new NewOrderLine { Sku = "SKU-00001" }],
            ShippingLines = [.. Enumerable.Range(1, 12).Select(i => new NewShippingLine($"Parcel {i}", i))],
        });
        shop.World.Refund(placed.Id, new RefundRequest { Shipping = [.. placed.ShippingLineIds.Select(id => new RefundShippingRequest(id))] });

        var order = await ReadAsync(connector, placed);

        order.Refunds.Single().Shipping.Select(line => line.ShippingLineId).Should().BeEquivalentTo(order.ShippingLines.Select(line => line.Id));
        order.Refunds.Single().Shipping.Sum(line => line.Amount.Shop.Amount).Should().Be(78m);
    }

    [Fact]
    public async Task Adjustments_and_transactions_of_a_refund_are_read_to_the_end()
    {
        var shop = new ScriptedShop()
            .Answer($$$"""
                {"data":{"nodes":[{"id":"gid://shopify/Order/1","name":"#1","createdAt":"2026-11-24T09:00:00Z","updatedAt":"2026-11-24T10:00:00Z","currencyCode":"EUR","presentmentCurrencyCode":"EUR",
                  "taxesIncluded":true,"currentTotalPriceSet":{{{Bag("20.00")}}},"lineItems":{"nodes":[],"pageInfo":{"hasNextPage":false}},"shippingLines":{"nodes":[],"pageInfo":{"hasNextPage":false}},
                  "returns":{"nodes":[],"pageInfo":{"hasNextPage":false}},"fulfillmentOrders":{"nodes":[],"pageInfo":{"hasNextPage":false}},"refunds":[{"id":"gid://shopify/Refund/5"}],
                  "transactions":[{{{Transaction(7, "3.00")}}}]}]} }
                """)
            .Answer($$$"""
                {"data":{"nodes":[{"id":"gid://shopify/Refund/5","createdAt":"2026-11-24T10:00:00Z","order":{"id":"gid://shopify/Order/1","updatedAt":"2026-11-24T10:00:00Z"},
                  "refundLineItems":{"nodes":[],"pageInfo":{"hasNextPage":false}},"refundShippingLines":{"nodes":[],"pageInfo":{"hasNextPage":false}},
                  "orderAdjustments":{"nodes":[{{{Adjustment(1, "-1.00")}}}],"pageInfo":{"hasNextPage":true,"endCursor":"a"}},
                  "transactions":{"nodes":[{{{Transaction(7, "3.00")}}}],"pageInfo":{"hasNextPage":true,"endCursor":"t"} } }]} }
                """)
            .Answer(Page("orderAdjustments", Adjustment(2, "-2.00"), "b"))
            .Answer(Page("orderAdjustments", Adjustment(3, "-4.00"), null))
            .Answer(Page("transactions", Transaction(8, "4.00"), null));
        using var connector = Make.Connector(shop);

        var order = (await ((ISource<Order>)connector).Find("1")).Single().Value!;

        order.Refunds.Single().Adjustments.Select(amount => amount.Shop.Amount).Should().Equal(1m, 2m, 4m);
        order.Payments.Select(payment => (payment.Id, payment.RefundId, payment.Amount.Shop.Amount)).Should().Equal(("7", "5", 3m), ("8", "5", 4m));
        Enumerable.Range(2, 3).Select(at => shop.Variables(at).GetProperty("after").GetString()).Should().Equal("a", "b", "t");
    }

    [Fact]
    public async Task Order_with_more_lines_than_allowed_is_refused_alone()
    {
        await using var shop = await StartAsync();
        using var connector = Make.Connector(shop, options => options.MaxNestedNodes = 250);
        var large = Place(shop, 310);
        var small = Place(shop, 1);

        var records = await ((ISource<Order>)connector).Find($"gid://shopify/Order/{large.Id}", $"gid://shopify/Order/{small.Id}");

        var fault = records.Single(record => record.Id == $"gid://shopify/Order/{large.Id}").Fault!;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "shopify.order-too-large", "lineItems"));
        fault.Message.Should().Contain(large.Name).And.Contain("250");
        fault.Hint.Should().Contain("MaxNestedNodes");
        records.Single(record => record.Id == $"gid://shopify/Order/{small.Id}").Value!.Lines.Should().ContainSingle();
    }

    private static Task<SandboxShop> StartAsync(SandboxShopOptions? options = null) => SandboxShop.StartAsync(options ?? new SandboxShopOptions { BucketSize = 1_000_000 });

    private static ShopOrder Place(SandboxShop shop, int lines, int quantity = 1) =>
        shop.World.PlaceOrder(new NewOrder { Lines = [.. Enumerable.Range(0, lines).Select(_ => new NewOrderLine { Sku = "SKU-00001", Quantity = quantity })] });

    private static async Task<Order> ReadAsync(ShopifyConnector connector, ShopOrder placed)
    {
        var record = (await ((ISource<Order>)connector).Find($"gid://shopify/Order/{placed.Id}")).Single();
        record.Fault.Should().BeNull();
        return record.Value!;
    }

    private static string Bag(string amount) => $$"""{"shopMoney":{"amount":"{{amount}}","currencyCode":"EUR"},"presentmentMoney":{"amount":"{{amount}}","currencyCode":"EUR"} }""";

    private static string Adjustment(int id, string amount) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"id":"gid://shopify/OrderAdjustment/{{id}}","reason":"REFUND_DISCREPANCY","amountSet":{{Bag(amount)}},"taxAmountSet":{{Bag("0.00")}} }""");

    private static string Transaction(int id, string amount) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"gid://shopify/OrderTransaction/{{id}}","kind":"REFUND","status":"SUCCESS","gateway":"bogus","processedAt":"2026-11-24T10:00:00Z","amountSet":{{Bag(amount)}} }""");

    private static string Page(string list, string node, string? next) =>
        $$$"""{"data":{"node":{"order":{"updatedAt":"2026-11-24T10:00:00Z"},"{{{list}}}":{"nodes":[{{{node}}}],"pageInfo":{"hasNextPage":{{{(next is null ? "false" : "true")}}},"endCursor":"{{{next}}}"} } } } }""";
}
