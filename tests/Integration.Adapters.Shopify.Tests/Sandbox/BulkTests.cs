using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Sandbox;

/// <summary>A bulk operation that is not done keeps its own reading waiting, not the connection that orders and stock go through.</summary>
public sealed class BulkTests
{
    [Fact]
    public async Task Running_operation_is_no_fault_and_is_looked_at_again_from_the_same_place()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var shop = await StartAsync(clock);
        using var connector = Connector(shop, clock);
        var source = (ISource<Order>)connector;
        var start = (await source.Pages(new ReadRequest(From: DateTimeOffset.UnixEpoch))).Single();

        var running = (await source.Pages(new ReadRequest(After: start.Next, From: DateTimeOffset.UnixEpoch))).Single();

        start.Should().BeEquivalentTo(new { Records = Array.Empty<object>(), ContinueAfter = TimeSpan.FromSeconds(10) });
        running.Should().BeEquivalentTo(start);
    }

    [Fact]
    public async Task Operation_that_finds_all_places_taken_makes_only_its_own_reading_wait()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var shop = await StartAsync(clock);
        using var connector = Connector(shop, clock);
        var source = (ISource<Order>)connector;
        for (var i = 0; i < 5; i++)
        {
            await source.Pages(new ReadRequest(From: DateTimeOffset.UnixEpoch));
        }

        var fault = await FaultAsync(() => source.Pages(new ReadRequest(From: DateTimeOffset.UnixEpoch)));

        (fault.Kind, fault.Code, fault.RetryAfter).Should().Be((FaultKind.Transient, "shopify.bulk-slots", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Operation_that_is_gone_is_a_refusal_that_names_the_way_on()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var before = await StartAsync(clock);
        using var started = Connector(before, clock);
        var start = (await ((ISource<Order>)started).Pages(new ReadRequest(From: DateTimeOffset.UnixEpoch))).Single();
        await using var shop = await StartAsync(clock);
        using var connector = Connector(shop, clock);

        var fault = await FaultAsync(() => ((ISource<Order>)connector).Pages(new ReadRequest(After: start.Next, From: DateTimeOffset.UnixEpoch)));

        (fault.Kind, fault.Code).Should().Be((FaultKind.Invalid, "shopify.bulk-failed"));
        fault.Hint.Should().Contain("ForgetCheckpointAsync").And.Contain("backfill");
    }

    private static async Task<SandboxShop> StartAsync(TimeProvider clock)
    {
        var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = clock, BulkDuration = TimeSpan.FromHours(1) });
        shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }] });
        return shop;
    }

    private static ShopifyConnector Connector(SandboxShop shop, TimeProvider clock) => Make.Connector(shop, options => options.BulkThreshold = 1, clock);

    private static async Task<Fault> FaultAsync(Func<Task> act) => (await act.Should().ThrowAsync<ConnectorException>()).Which.Fault;
}
