using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Adapters.Shopify.Tests.Sandbox;

public sealed class SandboxTests
{
    [Fact]
    public async Task Order_with_300_lines_12_shipping_lines_and_several_refunds_comes_complete_and_ties()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder
        {
            Lines = [.. Enumerable.Range(0, 300).Select(i => new NewOrderLine { Sku = $"SKU-{(i % 20) + 1:D5}", Quantity = 1 + (i % 3) })],
            ShippingLines = [.. Enumerable.Range(1, 12).Select(i => new NewShippingLine($"Parcel {i}", i))],
            Tip = 3.50m,
            PresentmentCurrency = "USD",
        });
        shop.World.Fulfil(placed.Id);
        for (var i = 0; i < 3; i++)
        {
            shop.World.Refund(placed.Id, new RefundRequest
            {
                Lines = [.. placed.Lines.Skip(i * 70).Take(60).Select(line => new RefundLineRequest(line.Id, 1))],
                Shipping = [new RefundShippingRequest(placed.ShippingLineIds[i])],
            });
        }

        var record = (await ((ISource<Order>)connector).Find(placed.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))).Should().ContainSingle().Subject;

        record.Fault.Should().BeNull();
        var order = record.Value!;
        order.Lines.Count(line => line.Kind == OrderLineKind.Product).Should().Be(300);
        order.Lines.Count(line => line.Kind == OrderLineKind.Tip).Should().Be(1);
        order.ShippingLines.Should().HaveCount(12);
        order.Refunds.Should().HaveCount(3);
        order.Refunds.SelectMany(refund => refund.Lines).Should().HaveCount(180);
        order.Refunds.Should().OnlyContain(refund => order.Payments.Any(payment => payment.RefundId == refund.Id));
        order.Fulfilments.SelectMany(item => item.Lines).Sum(line => line.Quantity).Should().Be(order.Lines.Where(line => line.RequiresShipping).Sum(line => line.Quantity));
        order.Totals.Current.Shop.Amount.Should().Be(shop.World.Order(placed.Id).CurrentTotal);
        order.Totals.Current.Presentment!.Value.Amount.Should().Be(shop.World.Order(placed.Id).CurrentPresentmentTotal);
        OrderMoney.Check(order).Should().BeEmpty();
    }

    [Fact]
    public async Task Adjustment_paid_on_top_is_positive_and_explains_the_money()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 2 }] });
        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(placed.Lines[0].Id, 1)], Adjustment = 1.25m });

        var order = (await ((ISource<Order>)connector).Find($"gid://shopify/Order/{placed.Id}"))[0].Value!;

        var refund = order.Refunds.Single();
        refund.Adjustments.Single().Shop.Amount.Should().Be(1.25m);
        order.Payments.Single(payment => payment.RefundId == refund.Id).Amount.Shop.Amount.Should().Be(refund.Lines.Single().Subtotal.Shop.Amount + 1.25m);
    }

    [Fact]
    public async Task Exchange_lines_are_named_by_their_return_and_are_not_in_the_total()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 2 }] });
        shop.World.Fulfil(placed.Id);
        var returned = shop.World.OpenReturn(placed.Id, [new LineQuantity(placed.Lines[0].Id, 1)], [new NewOrderLine { Sku = "SKU-00002" }]);

        var order = (await ((ISource<Order>)connector).Find($"gid://shopify/Order/{placed.Id}"))[0].Value!;

        var item = order.Returns.Single();
        item.Id.Should().Be($"{returned}");
        item.ExchangeLines.Should().ContainSingle().Which.Should().Be(order.Lines.Single(line => line.Sku == "SKU-00002").Id);
        order.Totals.Current.Shop.Amount.Should().Be(placed.CurrentTotal);
        OrderMoney.Check(order).Should().BeEmpty();
    }

    [Fact]
    public async Task Feed_goes_on_where_it_stopped_and_yields_every_order_once_when_it_is_behind()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop, options =>
        {
            options.OrderPageSize = 4;
            options.Overlap = TimeSpan.Zero;
            options.BulkThreshold = 0;
        });
        for (var i = 0; i < 10; i++)
        {
            shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });
        }

        var source = (ISource<Order>)connector;
        var first = (await source.Pages(new ReadRequest(HeadersOnly: true)))[0];
        var rest = await source.Pages(new ReadRequest(After: first.Next, HeadersOnly: true));

        first.Records.Should().HaveCount(4);
        rest.SelectMany(page => page.Records).Select(record => record.Id).Should().OnlyHaveUniqueItems()
            .And.BeEquivalentTo(shop.World.Orders.Skip(4).Select(order => $"gid://shopify/Order/{order.Id}"));
        (await source.Pages(new ReadRequest(After: rest[^1].Next))).SelectMany(page => page.Records).Should().BeEmpty();
        var full = (await source.Pages(new ReadRequest())).SelectMany(page => page.Records).ToArray();
        full.Should().HaveCount(10).And.OnlyContain(record => record.Value != null && record.Fault == null);
    }

    [Fact]
    public async Task Unknown_order_is_deleted_and_a_bad_id_is_a_fault_of_its_own()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });

        var records = await ((ISource<Order>)connector).Find("gid://shopify/Order/999999", "nonsense", $"gid://shopify/Order/{placed.Id}");

        records.Should().HaveCount(3);
        records.Single(record => record.Id == "gid://shopify/Order/999999").IsDeleted.Should().BeTrue();
        records.Single(record => record.Id == "nonsense").Fault!.Code.Should().Be("shopify.bad-id");
        records.Single(record => record.Id == $"gid://shopify/Order/{placed.Id}").Value!.Name.Should().Be(placed.Name);
    }

    [Fact]
    public async Task Denied_field_is_a_fault_that_names_it_and_no_deletion()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { DeniedFields = ["Order.email"] });
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });

        var read = () => ((ISource<Order>)connector).Find($"gid://shopify/Order/{placed.Id}");

        var fault = (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault;
        fault.Kind.Should().Be(FaultKind.Unauthorized);
        fault.Code.Should().Be("shopify.access-denied");
        fault.Field.Should().EndWith("email");
    }

    [Fact]
    public async Task Stock_is_set_with_one_result_per_item()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var sink = (ISink<StockLevel>)connector;
        var before = (await ((ISource<StockLevel>)connector).Find("SKU-00001", "SKU-00002", "SKU-00003", "nothing")).ToDictionary(record => record.Id);
        before["nothing"].IsDeleted.Should().BeTrue();
        var one = before["SKU-00001"].Value!.Cells.Single();

        var results = await sink.WriteAsync(
            [
                Set("a", "SKU-00001", one.OnHand + 5, one.OnHand),
                Set("b", "SKU-00002", 7, -99),
                Set("c", "SKU-00003", before["SKU-00003"].Value!.Cells.Single().OnHand, null),
                Set("d", "nothing", 1, null),
                Set("e", "SKU-00004", 1.5m, null),
                Set("f", "SKU-00005", 42, null, "ELSEWHERE"),
            ],
            default);

        var byItem = results.ToDictionary(result => result.ItemId);
        byItem.Should().HaveCount(6);
        byItem["a"].Should().BeOfType<WriteResult.Applied>();
        byItem["b"].Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Conflict);
        byItem["c"].Should().BeOfType<WriteResult.Unchanged>();
        byItem["d"].Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("shopify.unknown-sku");
        byItem["e"].Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("shopify.bad-quantity");
        byItem["f"].Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("shopify.unmapped-location");
        shop.World.StockOf("SKU-00001").OnHand.Should().Be((int)one.OnHand + 5);
        (await sink.LookupAsync(Set("a", "SKU-00001", one.OnHand + 5, one.OnHand), default)).Should().NotBeNull();
        (await sink.LookupAsync(Set("b", "SKU-00002", 7, -99), default)).Should().BeNull();
    }

    [Fact]
    public async Task Changed_stock_is_found_and_a_finished_scan_goes_on_after_itself()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Locations = ["One", "Two"] });
        using var connector = Make.Connector(shop, options => options.OrderPageSize = 7);
        var source = (ISource<StockLevel>)connector;

        var all = await source.Pages(new ReadRequest());
        shop.World.AdjustStock("SKU-00003", -1);
        var changed = await source.Pages(new ReadRequest(After: all[^1].Next, HeadersOnly: true));

        all.SelectMany(page => page.Records).Select(record => record.Id).Distinct().Should().HaveCount(20);
        all.SelectMany(page => page.Records).Should().OnlyContain(record => record.Value!.Cells.Count == 2);
        changed.SelectMany(page => page.Records).Select(record => record.Id).Should().Contain("SKU-00003");
    }

    [Fact]
    public async Task Shipment_is_recorded_once_and_over_quantity_is_refused_with_figures()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var sink = (ISink<Shipment>)connector;
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 3 }, new NewOrderLine { Sku = "SKU-00002", Quantity = 1 }] });
        var item = Ship("s1", placed.Id, "SH-1", [], new ShipmentLine("SKU-00001", 2, null, placed.Lines[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        (await sink.LookupAsync(item, default)).Should().BeNull();
        var first = (await sink.WriteAsync([item], default)).Single();
        var again = (await sink.WriteAsync([item], default)).Single();
        var over = (await sink.WriteAsync([Ship("s2", placed.Id, "SH-2", ["T-2"], new ShipmentLine("SKU-00001", 2))], default)).Single();
        var rest = (await sink.WriteAsync([Ship("s3", placed.Id, "SH-3", ["T-3"], new ShipmentLine("SKU-00001", 1), new ShipmentLine("SKU-00002", 1))], default)).Single();

        first.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeFalse();
        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        over.Should().BeOfType<WriteResult.Failed>().Which.Fault.Should().Match<Fault>(fault => fault.Kind == FaultKind.Rejected && fault.Message.Contains("ships 2", StringComparison.Ordinal));
        rest.Should().BeOfType<WriteResult.Applied>();
        (await sink.LookupAsync(item, default)).Should().Be(((WriteResult.Applied)first).Ref);
        shop.World.Order(placed.Id).Fulfilments.Should().HaveCount(2);
        shop.World.Order(placed.Id).Lines.Sum(line => line.Unfulfilled).Should().Be(0);
    }

    [Fact]
    public async Task Check_of_a_working_connection_is_ok_and_names_what_is_wrong_otherwise()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var well = Make.Connector(shop);
        using var old = Make.Connector(shop, options => options.ApiVersion = "2026-01");
        using var refused = Make.Connector(shop, options => options.AccessToken = "wrong");
        using var elsewhere = Make.Connector(shop, options => options.LocationMap["X"] = "4711");

        (await well.CheckAsync(default)).Should().BeEquivalentTo(new ConnectionReport(ConnectionState.Ok, []));
        (await old.CheckAsync(default)).Findings.Should().Contain(finding => finding.Code == "shopify.version-fell-forward");
        (await refused.CheckAsync(default)).State.Should().Be(ConnectionState.Unauthorized);
        (await elsewhere.CheckAsync(default)).State.Should().Be(ConnectionState.Misconfigured);
    }

    [Fact]
    public async Task Check_says_that_old_orders_are_hidden_and_which_scopes_are_missing()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Scopes = [.. new SandboxShopOptions().Scopes.Except(["read_all_orders", "read_returns"])] });
        using var connector = Make.Connector(shop);

        var report = await connector.CheckAsync(default);

        report.State.Should().Be(ConnectionState.Degraded);
        report.Findings.Select(finding => finding.Code).Should().BeEquivalentTo("shopify.old-orders-hidden", "shopify.scopes-missing");
        report.Findings.Single(finding => finding.Code == "shopify.old-orders-hidden").Message.Should().Contain("60 days");
        report.Findings.Single(finding => finding.Code == "shopify.scopes-missing").Message.Should().EndWith("scopes read_returns.");
    }

    [Fact]
    public async Task Granted_token_is_renewed_once_for_all_callers_when_it_is_refused()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop, options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, shop.ClientId, shop.ClientSecret));
        (await connector.CheckAsync(default)).State.Should().Be(ConnectionState.Ok);

        shop.ExpireTokens();
        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => connector.CheckAsync(default).AsTask()));

        reports.Should().OnlyContain(report => report.State == ConnectionState.Ok);
    }

    [Fact]
    public async Task Subscriptions_are_created_once_and_a_lost_one_comes_back()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var callback = new Uri("https://erp.example.com/hooks/shop");

        var first = await connector.EnsureSubscriptionsAsync(callback, default);
        var second = await connector.EnsureSubscriptionsAsync(callback, default);

        first.Findings.Should().BeEmpty();
        first.Created.Should().Be(first.Wanted);
        second.Should().BeEquivalentTo(new { first.Wanted, Created = 0, Repaired = 0 });
        shop.WebhookSubscriptions.Should().HaveCount(first.Wanted);
    }

    [Fact]
    public async Task Customers_and_items_are_found_by_id_and_by_change()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }], Customer = new NewCustomer("ada@example.com", "Ada", "Byron") });

        var customers = (await ((ISource<Customer>)connector).Pages(new ReadRequest())).SelectMany(page => page.Records).ToArray();
        var items = (await ((ISource<Item>)connector).Pages(new ReadRequest())).SelectMany(page => page.Records).ToArray();
        var found = await ((ISource<Item>)connector).Find(items[0].Id);

        customers.Should().ContainSingle().Which.Value!.DisplayName.Should().Contain("Ada");
        items.Should().HaveCount(20).And.OnlyContain(record => record.Value!.Sku.StartsWith("SKU-"));
        found.Should().ContainSingle().Which.Value.Should().Be(items[0].Value);
    }

    [Fact]
    public async Task Large_window_is_read_by_a_bulk_operation_over_several_calls()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop, options => (options.BulkThreshold, options.OrderPageSize) = (5, 4));
        for (var i = 0; i < 11; i++)
        {
            shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });
        }

        var source = (ISource<Order>)connector;
        var from = DateTimeOffset.UnixEpoch;
        var start = await source.Pages(new ReadRequest(From: from));
        var pages = await source.Pages(new ReadRequest(After: start[0].Next, From: from));
        for (var attempt = 0; pages[^1].ContinueAfter is not null && attempt < 200; attempt++)
        {
            pages.Should().ContainSingle().Which.Records.Should().BeEmpty();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            pages = await source.Pages(new ReadRequest(After: pages[0].Next, From: from));
        }

        start.Should().ContainSingle().Which.Records.Should().BeEmpty();
        pages.SelectMany(page => page.Records).Select(record => record.Id).Should().OnlyHaveUniqueItems().And.HaveCount(11);
        pages.SelectMany(page => page.Records).Should().OnlyContain(record => record.Value != null);
        var resumed = await source.Pages(new ReadRequest(After: pages[0].Next, From: from, HeadersOnly: true));
        resumed.SelectMany(page => page.Records).Should().HaveCount(7);
        (await source.Pages(new ReadRequest(After: resumed[^1].Next, HeadersOnly: true))).SelectMany(page => page.Records).Should().HaveCount(11, "the feed goes on behind the bulk operation with its overlap");
    }

    private static WriteItem<StockLevel> Set(string id, string sku, decimal quantity, decimal? from, string location = "LOC0") => new(
        id, new IdempotencyKey($"key-{id}"), WriteKind.Set, new StockLevel { Sku = sku, Cells = [new StockCell { Location = location, OnHand = quantity, ChangeFrom = from }] });

    private static WriteItem<Shipment> Ship(string id, long order, string number, string[] trackings, params ShipmentLine[] lines) => new(
        id, new IdempotencyKey($"key-{id}"), WriteKind.Create,
        new Shipment { Id = $"id-{number}", Number = number, ShopOrderId = $"gid://shopify/Order/{order}", TrackingNumbers = trackings, Lines = lines, Location = "LOC0" });
}
