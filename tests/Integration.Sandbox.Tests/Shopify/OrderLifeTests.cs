using System.Text.Json;
using CsCheck;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class OrderLifeTests
{
    private const string Bag = "{ shopMoney { amount } presentmentMoney { amount } }";

    private const string Books = $$"""
        query($id: ID!) { order(id: $id) { updatedAt edited cancelledAt taxesIncluded displayFinancialStatus returnStatus
          currentTotalPriceSet {{Bag}} netPaymentSet {{Bag}} totalOutstandingSet {{Bag}} totalReceivedSet {{Bag}} totalRefundedSet {{Bag}} refundDiscrepancySet {{Bag}}
          lineItems(first: 250) { nodes { id currentQuantity quantity unfulfilledQuantity } }
          shippingLines(first: 10) { nodes { id currentDiscountedPriceSet {{Bag}} } }
          refunds(first: 50) { id refundLineItems(first: 50) { nodes { quantity restockType restocked lineItem { id } location { id } subtotalSet {{Bag}} totalTaxSet {{Bag}} } }
            refundShippingLines(first: 10) { nodes { subtotalAmountSet {{Bag}} taxAmountSet {{Bag}} } }
            orderAdjustments(first: 10) { nodes { reason amountSet {{Bag}} } }
            totalRefundedSet {{Bag}} return { id }
            transactions(first: 10) { nodes { kind status parentTransaction { id } amountSet {{Bag}} } } }
          returns(first: 10) { nodes { id status returnLineItems(first: 10) { nodes { quantity refundedQuantity ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } } } } exchangeLineItems(first: 10) { nodes { id lineItems { id } } } reverseFulfillmentOrders(first: 5) { nodes { lineItems(first: 5) { nodes { totalQuantity dispositions { type quantity } } } } } } }
        } }
        """;

    [Fact]
    public async Task Several_refunds_pay_back_exactly_what_was_received()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(new NewOrder
        {
            Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 3 }, new NewOrderLine { Sku = "SKU-00002", Quantity = 2 }],
            ShippingLines = [new NewShippingLine("Standard", 4.99m)],
            Discounts = [new NewDiscount("SEVEN", Percentage: 7)],
            PresentmentCurrency = "USD",
            GiftCardRedeemed = 5m,
        });
        shop.World.Fulfil(placed.Id);
        var (first, second) = (placed.Lines[0].Id, placed.Lines[1].Id);

        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(first, 1)] });
        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(second, 2, RestockKind.NoRestock)], Shipping = [new RefundShippingRequest(placed.ShippingLineIds[0], 2m)] });
        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(first, 2)], Shipping = [new RefundShippingRequest(placed.ShippingLineIds[0])] });
        var order = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        order.At("refunds").GetArrayLength().Should().Be(3);
        order.At("refunds").EnumerateArray().Should().AllSatisfy(refund => Check(order, refund));
        foreach (var side in new[] { false, true })
        {
            order.Money("currentTotalPriceSet", side).Should().Be(0);
            order.Money("netPaymentSet", side).Should().Be(0);
            order.Money("totalOutstandingSet", side).Should().Be(0);
        }

        order.Text("displayFinancialStatus").Should().Be("REFUNDED");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-3)]
    public async Task Adjusted_refund_keeps_the_identity(decimal adjustment)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(OrderReadTests.One(4));

        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(placed.Lines[0].Id, 1, RestockKind.Cancel)], Adjustment = adjustment });
        var order = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        Check(order, order.At("refunds.0"));
        order.Money("refundDiscrepancySet").Should().Be(-adjustment);
        order.Money("totalOutstandingSet").Should().Be(0);
    }

    [Fact]
    public async Task Pending_refund_moves_money_only_when_it_settles()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(OrderReadTests.One(2));

        var refund = shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(placed.Lines[0].Id, 1, RestockKind.NoRestock)], Money = RefundMoney.Pending });
        var pending = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");
        shop.World.SettleRefund(placed.Id, refund);
        var settled = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        pending.Text("refunds.0.transactions.nodes.0.status").Should().Be("PENDING");
        pending.Money("totalRefundedSet").Should().Be(0);
        settled.Money("totalRefundedSet").Should().Be(settled.Money("refunds.0.refundLineItems.nodes.0.subtotalSet"));
        settled.Text("displayFinancialStatus").Should().Be("PARTIALLY_REFUNDED");
    }

    [Fact]
    public async Task Edit_adds_removes_and_releases_stock()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var before = shop.World.StockOf("SKU-00001");
        var placed = shop.World.PlaceOrder(OrderReadTests.One(3));

        var edited = shop.World.EditOrder(placed.Id, new OrderEdit { Add = [new NewOrderLine { Sku = "SKU-00002" }], SetQuantities = [new LineQuantity(placed.Lines[0].Id, 1)] });
        var order = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        order.At("edited").GetBoolean().Should().BeTrue();
        order.Int("lineItems.nodes.0.quantity").Should().Be(3);
        order.Int("lineItems.nodes.0.currentQuantity").Should().Be(1);
        order.Int("lineItems.nodes.0.unfulfilledQuantity").Should().Be(1);
        edited.CurrentTotal.Should().Be(
            (shop.World.Order(placed.Id).OriginalTotal / 3) + Price(shop, "SKU-00002"), "one third of the first line is left and one article was added");
        shop.World.StockOf("SKU-00001").Should().Be(before with { Available = before.Available - 1, Committed = 1 });
        order.At("refunds").GetArrayLength().Should().Be(1, "a removal leaves a refund without money");
        order.At("refunds.0.transactions.nodes").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Cancelled_order_gives_back_stock_and_money()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var before = shop.World.StockOf("SKU-00001");
        var placed = shop.World.PlaceOrder(OrderReadTests.One(2) with { ShippingLines = [new NewShippingLine("Standard", 5m)] });

        var answer = await client.DataAsync(
            "mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { id } orderCancelUserErrors { code } } }",
            new { id = OrderReadTests.Id(placed) });
        var order = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        answer.At("orderCancel.orderCancelUserErrors").GetArrayLength().Should().Be(0);
        order.At("cancelledAt").ValueKind.Should().Be(JsonValueKind.String);
        order.Money("currentTotalPriceSet").Should().Be(0);
        order.Money("netPaymentSet").Should().Be(0);
        order.Text("displayFinancialStatus").Should().Be("REFUNDED");
        Check(order, order.At("refunds.0"));
        shop.World.StockOf("SKU-00001").Should().Be(before);
        FluentActions.Invoking(() => shop.World.CancelOrder(placed.Id)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task Authorisation_is_captured_later()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(OrderReadTests.One() with { Payment = NewPaymentKind.Authorization });
        var before = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        shop.World.Capture(placed.Id);
        var after = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        before.Text("displayFinancialStatus").Should().Be("AUTHORIZED");
        before.Money("totalReceivedSet").Should().Be(0);
        after.Text("displayFinancialStatus").Should().Be("PAID");
        after.Money("totalReceivedSet").Should().Be(placed.OriginalTotal);
    }

    [Fact]
    public async Task Return_with_exchange_is_read_with_what_came_back()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(OrderReadTests.One(2));
        shop.World.Fulfil(placed.Id);

        var item = shop.World.OpenReturn(placed.Id, [new LineQuantity(placed.Lines[0].Id, 1)], [new NewOrderLine { Sku = "SKU-00003" }]);
        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(placed.Lines[0].Id, 1)], ReturnId = item });
        var order = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        order.Text("returns.nodes.0.status").Should().Be("CLOSED");
        order.Int("returns.nodes.0.returnLineItems.nodes.0.refundedQuantity").Should().Be(1);
        order.Text("returns.nodes.0.returnLineItems.nodes.0.fulfillmentLineItem.lineItem.id").Should().Be("gid://shopify/LineItem/" + placed.Lines[0].Id);
        order.At("returns.nodes.0.exchangeLineItems.nodes").GetArrayLength().Should().Be(1);
        order.Text("returns.nodes.0.reverseFulfillmentOrders.nodes.0.lineItems.nodes.0.dispositions.0.type").Should().Be("RESTOCKED");
        order.Text("refunds.0.return.id").Should().Be("gid://shopify/Return/" + item);
        (await client.DataAsync("query($id: ID!) { return(id: $id) { name order { id } } }", new { id = "gid://shopify/Return/" + item })).Text("return.order.id")
            .Should().Be(OrderReadTests.Id(placed));
    }

    [Fact]
    public async Task Refund_by_the_api_happens_once_per_key()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(OrderReadTests.One(2));
        const string Create = "mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: \"r1\") { refund { id } userErrors { message } } }";
        var input = new
        {
            orderId = OrderReadTests.Id(placed),
            refundLineItems = new[] { new { lineItemId = "gid://shopify/LineItem/" + placed.Lines[0].Id, quantity = 1, restockType = "NO_RESTOCK" } },
            transactions = new[] { new { orderId = OrderReadTests.Id(placed), kind = "REFUND", gateway = "shopify_payments", amount = "1.00" } },
        };

        var first = await client.DataAsync(Create, new { input });
        var second = await client.DataAsync(Create, new { input });
        var order = (await client.DataAsync(Books, new { id = OrderReadTests.Id(placed) })).GetProperty("order");

        second.Text("refundCreate.refund.id").Should().Be(first.Text("refundCreate.refund.id"));
        order.At("refunds").GetArrayLength().Should().Be(1);
        order.Money("totalRefundedSet").Should().Be(1m);
        Check(order, order.At("refunds.0"));
    }

    [Fact]
    public async Task Any_life_of_an_order_keeps_books_and_stock_tied()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Catalog = SandboxCatalog.Create(5, 9) });
        using var client = new ShopClient(shop);
        var opening = shop.World.Stock.ToDictionary(stock => stock.Sku);
        var lives = Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[0, 4].Array[0, 6], Gen.Int[0, 99]);

        await lives.SampleAsync(async life =>
        {
            var (included, foreign, lines, quantity, acts, percent) = life;
            var order = shop.World.PlaceOrder(new NewOrder
            {
                Lines = [.. Enumerable.Range(1, lines).Select(i => new NewOrderLine { Sku = $"SKU-{i:D5}", Quantity = quantity })],
                ShippingLines = [new NewShippingLine("Standard", 4.95m)],
                Discounts = [new NewDiscount("P", Percentage: percent)],
                TaxesIncluded = included,
                PresentmentCurrency = foreign ? "USD" : null,
            });
            foreach (var act in acts)
            {
                Act(shop, shop.World.Order(order.Id), act);
            }

            var books = (await client.DataAsync(Books, new { id = OrderReadTests.Id(order) })).GetProperty("order");
            foreach (var refund in books.At("refunds").EnumerateArray())
            {
                Check(books, refund);
            }

            foreach (var side in new[] { false, true })
            {
                (books.Money("currentTotalPriceSet", side) + books.Money("refundDiscrepancySet", side)).Should()
                    .Be(books.Money("netPaymentSet", side) + books.Money("totalOutstandingSet", side));
            }
        }, iter: 60, threads: 1);

        foreach (var stock in shop.World.Stock)
        {
            var orders = shop.World.Orders;
            var open = orders.SelectMany(order => order.Lines).Where(line => line.Sku == stock.Sku).Sum(line => line.Unfulfilled);
            stock.Committed.Should().Be(open);
            stock.OnHand.Should().Be(stock.Available + stock.Committed);
            stock.OnHand.Should().BeLessThanOrEqualTo(opening[stock.Sku].OnHand);
        }
    }

    private static void Act(SandboxShop shop, ShopOrder order, int act)
    {
        var open = order.Lines.FirstOrDefault(line => line.Unfulfilled > 0 && line.CurrentQuantity >= line.Unfulfilled);
        switch (act)
        {
            case 0 when open is not null && !order.IsCancelled:
                shop.World.EditOrder(order.Id, new OrderEdit { SetQuantities = [new LineQuantity(open.Id, open.CurrentQuantity - 1)] });
                break;
            case 1 when open is not null && !order.IsCancelled:
                shop.World.Fulfil(order.Id, [new LineQuantity(open.Id, 1)]);
                break;
            case 2 when open is not null:
                shop.World.Refund(order.Id, new RefundRequest { Lines = [new RefundLineRequest(open.Id, 1, RestockKind.Cancel)] });
                break;
            case 3 when order.Fulfilments.Count == 0 && !order.IsCancelled:
                shop.World.CancelOrder(order.Id);
                break;
            case 4 when !order.IsCancelled:
                shop.World.EditOrder(order.Id, new OrderEdit { Add = [new NewOrderLine { Sku = "SKU-00001" }] });
                break;
            default:
                break;
        }
    }

    /// <summary>Parts plus adjustments are the money of the refund.</summary>
    private static void Check(JsonElement order, JsonElement refund)
    {
        var excluded = !order.At("taxesIncluded").GetBoolean();
        foreach (var side in new[] { false, true })
        {
            var parts = refund.At("refundLineItems.nodes").EnumerateArray().Sum(line => line.Money("subtotalSet", side) + (excluded ? line.Money("totalTaxSet", side) : 0))
                + refund.At("refundShippingLines.nodes").EnumerateArray().Sum(line => line.Money("subtotalAmountSet", side) + (excluded ? line.Money("taxAmountSet", side) : 0))
                + refund.At("orderAdjustments.nodes").EnumerateArray().Sum(line => line.Money("amountSet", side));
            refund.At("transactions.nodes").EnumerateArray().Sum(line => line.Money("amountSet", side)).Should().Be(parts);
        }
    }

    private static decimal Price(SandboxShop shop, string sku) => SandboxCatalog.Create(20, 1).Items.Single(item => item.Sku == sku && shop is not null).GrossPrice;
}
