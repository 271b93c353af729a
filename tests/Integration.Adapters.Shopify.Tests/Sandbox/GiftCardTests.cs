using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Adapters.Shopify.Tests.Sandbox;

/// <summary>Gift cards: sold ones are read back when they are refunded, redeemed ones are a tender like any other.</summary>
public sealed class GiftCardTests
{
    [Fact]
    public async Task Refunded_gift_cards_come_with_what_is_left_on_each()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        shop.World.PlaceOrder(Cards(3));
        var placed = shop.World.PlaceOrder(Cards(2));
        shop.World.PlaceOrder(Cards(1));
        var line = placed.Lines.Single();
        shop.World.SpendGiftCard(line.Id, 10m, unit: 2);
        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(line.Id, 1, RestockKind.NoRestock)] });

        var order = await ReadAsync(connector, placed);

        order.Lines.Single().Kind.Should().Be(OrderLineKind.GiftCard);
        order.GiftCards.Should().HaveCount(2).And.AllSatisfy(card => card.LineId.Should().Be($"gid://shopify/LineItem/{line.Id}"));
        order.GiftCards.Select(card => card.Balance.Shop.Amount).Should().Equal(25m, 15m);
    }

    [Fact]
    public async Task Cards_are_not_asked_for_while_none_is_refunded()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(Cards(1));
        var before = shop.Statistics.Requests;

        var order = await ReadAsync(connector, placed);

        order.GiftCards.Should().BeEmpty();
        (shop.Statistics.Requests - before).Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shop_that_does_not_let_cards_be_read_still_lets_its_orders_be_read(bool denied)
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { DeniedFields = denied ? ["QueryRoot.giftCards"] : [] });
        using var connector = Make.Connector(shop, options => options.ReadGiftCards = denied);
        var placed = shop.World.PlaceOrder(Cards(1));
        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(placed.Lines.Single().Id, 1, RestockKind.NoRestock)] });

        var order = await ReadAsync(connector, placed);

        order.GiftCards.Should().BeEmpty();
        order.Refunds.Should().ContainSingle();
    }

    [Fact]
    public async Task A_redeemed_card_is_a_payment_of_its_own_gateway()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }], GiftCardRedeemed = 5m });

        var order = await ReadAsync(connector, placed);

        order.Payments.Should().HaveCount(2).And.AllSatisfy(payment => payment.Status.Should().Be(PaymentStatus.Success));
        order.Payments.Single(payment => payment.Gateway == "gift_card").Amount.Shop.Amount.Should().Be(5m);
        order.Payments.Sum(payment => payment.Amount.Shop.Amount).Should().Be(order.Totals.Current.Shop.Amount);
        OrderMoney.Check(order).Should().BeEmpty();
    }

    private static NewOrder Cards(int units) => new() { Lines = [new NewOrderLine { Title = "Gift card", UnitPrice = 25m, IsGiftCard = true, Quantity = units }] };

    private static async Task<Order> ReadAsync(ShopifyConnector connector, ShopOrder placed) =>
        (await ((ISource<Order>)connector).Find($"gid://shopify/Order/{placed.Id}")).Single().Value!;
}
