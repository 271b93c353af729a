using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Orders;

/// <summary>An order is read with several requests; one that changes in between is not put together from both states.</summary>
public sealed class ChangingOrderTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Order_that_changes_while_it_is_read_is_read_again()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = _clock });
        var placed = Place(shop);
        var isChanged = false;
        var wire = new WatchedWire("RefundsById", () =>
        {
            if (!isChanged)
            {
                isChanged = true;
                Refund(shop, placed);
            }
        });
        using var connector = Make.Connector(shop, handler: wire);

        var order = (await ((ISource<Order>)connector).Find($"gid://shopify/Order/{placed.Id}")).Single().Value!;

        order.Refunds.Should().HaveCount(2);
        order.Totals.Current.Shop.Amount.Should().Be(shop.World.Order(placed.Id).CurrentTotal);
        OrderMoney.Check(order).Should().BeEmpty();
        wire.Variables("OrdersById").Should().HaveCount(2);
    }

    [Fact]
    public async Task Order_that_changes_with_every_reading_is_a_passing_fault()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = _clock });
        var placed = Place(shop);
        var wire = new WatchedWire("RefundsById", () => Refund(shop, placed));
        using var connector = Make.Connector(shop, handler: wire);

        var read = () => ((ISource<Order>)connector).Find($"gid://shopify/Order/{placed.Id}");

        var fault = (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.Transient, "shopify.order-changing"));
        wire.Variables("OrdersById").Should().HaveCount(3);
    }

    private ShopOrder Place(SandboxShop shop)
    {
        var placed = shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 9 }] });
        Refund(shop, placed);
        return placed;
    }

    private void Refund(SandboxShop shop, ShopOrder placed)
    {
        // Change times count whole seconds.
        _clock.Advance(TimeSpan.FromSeconds(1));
        shop.World.Refund(placed.Id, new RefundRequest { Lines = [new RefundLineRequest(placed.Lines[0].Id, 1)] });
    }
}
