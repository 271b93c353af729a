using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Sandbox;

/// <summary>A shop whose cost budget is used up answers 200 with <c>THROTTLED</c>.</summary>
public sealed class ThrottlingTests
{
    [Fact]
    public async Task Used_up_budget_is_a_throttling_with_its_wait_and_after_it_the_read_works()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 1_000, RestoreRate = 50, Clock = clock });
        using var connector = Make.Connector(shop);
        var orders = Enumerable.Range(0, 5).Select(_ => shop.World.PlaceOrder(new NewOrder
        {
            Lines = [.. Enumerable.Range(1, 40).Select(_ => new NewOrderLine { Sku = "SKU-00001" })],
        })).ToArray();
        var placed = orders[0];
        string[] ids = [.. orders.Select(order => $"gid://shopify/Order/{order.Id}")];

        Fault? fault = null;
        for (var read = 0; read < 20 && fault is null; read++)
        {
            try
            {
                await ((ISource<Order>)connector).Find(ids);
            }
            catch (ConnectorException throttled)
            {
                fault = throttled.Fault;
            }
        }

        fault.Should().NotBeNull();
        (fault!.Kind, fault.Code).Should().Be((FaultKind.Throttled, "shopify.throttled"));
        fault.RetryAfter.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromSeconds(30));
        clock.Advance(fault.RetryAfter!.Value + TimeSpan.FromSeconds(1));
        (await ((ISource<Order>)connector).Find(ids[0])).Single().Value!.Name.Should().Be(placed.Name);
    }
}
