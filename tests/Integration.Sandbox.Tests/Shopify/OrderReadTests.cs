using System.Text.Json;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class OrderReadTests
{
    private const string Bag = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";

    private const string Full = $$"""
        query($id: ID!) { order(id: $id) {
          id name updatedAt taxesIncluded currencyCode presentmentCurrencyCode displayFinancialStatus displayFulfillmentStatus
          customer { id defaultEmailAddress { emailAddress } } shippingAddress { city countryCodeV2 } tags
          originalTotalPriceSet {{Bag}} totalPriceSet {{Bag}} currentTotalPriceSet {{Bag}} currentTotalTaxSet {{Bag}} totalReceivedSet {{Bag}} totalOutstandingSet {{Bag}} totalTipReceivedSet {{Bag}}
          lineItems(first: 250) { nodes { id title sku quantity currentQuantity isGiftCard requiresShipping originalUnitPriceSet {{Bag}}
            discountAllocations { allocatedAmountSet {{Bag}} discountApplication { index targetSelection ... on DiscountCodeApplication { code } } }
            taxLines { title rate priceSet {{Bag}} } } pageInfo { hasNextPage endCursor } }
          shippingLines(first: 50) { nodes { id title originalPriceSet {{Bag}} discountedPriceSet {{Bag}} taxLines { priceSet {{Bag}} } } }
          transactions(first: 50) { id kind status gateway amountSet {{Bag}} }
          fulfillmentOrders(first: 10) { nodes { id status assignedLocation { name location { id } } lineItems(first: 50) { nodes { id remainingQuantity lineItem { id sku } } } } }
        } }
        """;

    public static TheoryData<bool, string?> Regimes => new() { { true, null }, { false, null }, { true, "USD" }, { false, "USD" } };

    [Theory]
    [MemberData(nameof(Regimes))]
    public async Task Order_with_everything_ties_in_both_currencies(bool included, string? presentment)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(new NewOrder
        {
            Lines =
            [
                new NewOrderLine { Sku = "SKU-00001", Quantity = 3 },
                new NewOrderLine { Sku = "SKU-00002", Quantity = 1 },
                new NewOrderLine { Title = "Engraving", UnitPrice = 4.99m, Quantity = 2 },
                new NewOrderLine { Title = "Gift card", UnitPrice = 25m, IsGiftCard = true },
            ],
            ShippingLines = [new NewShippingLine("Standard", 4.90m), new NewShippingLine("Bulky", 12.35m)],
            Discounts = [new NewDiscount("TEN", Percentage: 10), new NewDiscount("LINE", Amount: 1.01m, Line: 0), new NewDiscount("SHIP", Percentage: 50, OnShipping: true)],
            Tip = 3.33m,
            TaxesIncluded = included,
            PresentmentCurrency = presentment,
            Customer = new NewCustomer("ann@example.com", "Ann", "Lee", new ShopAddress { City = "Bremen", Zip = "28195" }),
            GiftCardRedeemed = 10m,
        });

        var order = (await client.DataAsync(Full, new { id = Id(placed) })).GetProperty("order");

        foreach (var side in new[] { false, true })
        {
            var lines = order.At("lineItems.nodes").EnumerateArray().Sum(line =>
                (line.Money("originalUnitPriceSet", side) * line.Int("quantity")) - Sum(line.At("discountAllocations"), "allocatedAmountSet", side));
            var tax = order.At("lineItems.nodes").EnumerateArray().Concat(order.At("shippingLines.nodes").EnumerateArray()).Sum(line => Sum(line.At("taxLines"), "priceSet", side));
            var shipping = Sum(order.At("shippingLines.nodes"), "discountedPriceSet", side);
            var total = lines + shipping + (included ? 0 : tax);
            order.Money("currentTotalPriceSet", side).Should().Be(total);
            order.Money("originalTotalPriceSet", side).Should().Be(total);
            order.Money("totalPriceSet", side).Should().Be(total);
            order.Money("totalReceivedSet", side).Should().Be(total);
            Sum(order.At("transactions"), "amountSet", side).Should().Be(total);
            order.Money("currentTotalTaxSet", side).Should().Be(tax);
        }

        order.Money("totalTipReceivedSet").Should().Be(3.33m);
        order.Text("displayFinancialStatus").Should().Be("PAID");
        order.Text("displayFulfillmentStatus").Should().Be("UNFULFILLED");
        order.Text("customer.defaultEmailAddress.emailAddress").Should().Be("ann@example.com");
        order.At("lineItems.nodes").GetArrayLength().Should().Be(5, "the tip is a line of its own");
        order.Text("transactions.0.gateway").Should().Be("gift_card");
        order.At("fulfillmentOrders.nodes.0.lineItems.nodes").GetArrayLength().Should().Be(3, "gift card and tip are not shipped");
    }

    [Fact]
    public async Task Gross_price_of_19_percent_contains_the_tax_by_the_book()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(new NewOrder
        {
            Lines = [new NewOrderLine { Title = "Cup", UnitPrice = 11.90m, Taxes = [new NewTax("MwSt", 0.19m)] }],
            PresentmentCurrency = "USD",
        });

        var order = (await client.DataAsync(Full, new { id = Id(placed) })).GetProperty("order");

        order.Money("lineItems.nodes.0.taxLines.0.priceSet").Should().Be(1.90m);
        order.Money("lineItems.nodes.0.originalUnitPriceSet", presentment: true).Should().Be(12.90m, "11.90 EUR at 1.0837 is 12.896 USD");
        order.Money("lineItems.nodes.0.taxLines.0.priceSet", presentment: true).Should().Be(2.06m);
        order.At("lineItems.nodes.0.taxLines.0.rate").GetDecimal().Should().Be(0.19m);
    }

    [Fact]
    public async Task Orders_are_paged_by_cursor_and_filtered_by_time()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var names = Enumerable.Range(0, 7).Select(_ => shop.World.PlaceOrder(One()).Name).ToArray();
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await client.DataAsync(
                "query($after: String) { orders(first: 3, after: $after, sortKey: UPDATED_AT, query: \"updated_at:>='2020-01-01T00:00:00Z' updated_at:<'2100-01-01T00:00:00Z'\") { nodes { name } edges { cursor } pageInfo { hasNextPage endCursor } } }",
                new { after })).GetProperty("orders");
            seen.AddRange(page.At("nodes").EnumerateArray().Select(node => node.Text("name")!));
            page.At("edges").GetArrayLength().Should().Be(page.At("nodes").GetArrayLength());
            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.Text("pageInfo.endCursor") : null;
        }
        while (after is not null);

        seen.Should().Equal(names);
        (await client.DataAsync("{ ordersCount(query: \"updated_at:>'2100-01-01T00:00:00Z'\") { count } }")).Int("ordersCount.count").Should().Be(0);
        (await client.DataAsync($"{{ orders(first: 5, query: \"name:{names[2]}\") {{ nodes {{ name }} }} }}")).Text("orders.nodes.0.name").Should().Be(names[2]);
    }

    [Fact]
    public async Task Unknown_search_field_is_ignored_with_a_warning()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        shop.World.PlaceOrder(One());

        var answer = await client.SendAsync("{ orders(first: 5, query: \"nonsense:1\") { nodes { id } } }");

        answer.At("data.orders.nodes").GetArrayLength().Should().Be(1);
        answer.Text("extensions.search.0.warnings.0.code").Should().Be("invalid_field");
    }

    [Fact]
    public async Task Large_order_is_served_in_pages()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var placed = shop.World.PlaceOrder(new NewOrder
        {
            Lines = [.. Enumerable.Range(0, 300).Select(i => new NewOrderLine { Sku = $"SKU-{(i % 20) + 1:D5}" })],
            ShippingLines = [.. Enumerable.Range(0, 12).Select(i => new NewShippingLine("Parcel " + i, 1 + i))],
            Discounts = [new NewDiscount("TEN", Percentage: 10)],
        });

        var first = (await client.DataAsync(Full, new { id = Id(placed) })).GetProperty("order");
        var second = await client.DataAsync(
            "query($id: ID!, $after: String) { order(id: $id) { lineItems(first: 250, after: $after) { nodes { id } pageInfo { hasNextPage } } } }",
            new { id = Id(placed), after = first.Text("lineItems.pageInfo.endCursor") });

        first.At("lineItems.nodes").GetArrayLength().Should().Be(250);
        second.At("order.lineItems.nodes").GetArrayLength().Should().Be(50);
        first.At("shippingLines.nodes").GetArrayLength().Should().Be(12);
    }

    internal static string Id(ShopOrder order) => "gid://shopify/Order/" + order.Id;

    internal static NewOrder One(int quantity = 1) => new() { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = quantity }] };

    private static decimal Sum(JsonElement list, string field, bool presentment) => list.EnumerateArray().Sum(item => item.Money(field, presentment));
}
