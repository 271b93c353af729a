using System.Globalization;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Shipments;

/// <summary>Several shipments of an order in one parcel: they share its tracking number, and none of them may be taken for another.</summary>
public sealed class SharedParcelTests
{
    [Fact]
    public async Task Two_shipments_of_the_same_article_in_one_parcel_are_both_recorded()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var placed = Place(shop, 4);

        var first = await WriteAsync(connector, Item(placed, "1", 0, 1));
        var second = await WriteAsync(connector, Item(placed, "2", 0, 1));
        var again = await WriteAsync(connector, Item(placed, "2", 0, 1));

        second.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeFalse();
        RefOf(second).Should().NotBe(RefOf(first));
        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        RefOf(again).Should().Be(RefOf(second));
        shop.World.Order(placed.Id).Fulfilments.Should().HaveCount(2);
    }

    [Fact]
    public async Task Shipments_of_different_articles_in_one_parcel_need_no_memory_to_be_told_apart()
    {
        await using var shop = await SandboxShop.StartAsync();
        var placed = Place(shop, 4);
        using (var earlier = Make.Connector(shop))
        {
            await WriteAsync(earlier, Item(placed, "1", 0, 4));
        }

        using var connector = Make.Connector(shop);
        var second = await WriteAsync(connector, Item(placed, "2", 1, 1));

        second.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeFalse();
        shop.World.Order(placed.Id).Lines.Sum(line => line.Unfulfilled).Should().Be(0);
    }

    [Fact]
    public async Task Fulfilment_that_is_on_record_for_another_shipment_is_not_taken_for_this_one_by_another_process()
    {
        await using var shop = await SandboxShop.StartAsync();
        var placed = Place(shop, 4);
        var links = new Links();
        using (var earlier = Make.Connector(shop))
        {
            links.Add(RefOf(await WriteAsync(earlier, Item(placed, "1", 0, 1))).Id, "1");
        }

        using var connector = Make.Connector(shop, links: links);
        var found = await ((ISink<Shipment>)connector).LookupAsync(Item(placed, "2", 0, 1), default);
        var second = await WriteAsync(connector, Item(placed, "2", 0, 1));

        found.Should().BeNull();
        second.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeFalse();
        shop.World.Order(placed.Id).Fulfilments.Should().HaveCount(2);
    }

    [Fact]
    public async Task Fulfilment_made_a_moment_ago_waits_until_whose_it_is_can_be_on_record()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = clock });
        var placed = Place(shop, 4);
        RecordRef made;
        using (var earlier = Make.Connector(shop, clock))
        {
            made = RefOf(await WriteAsync(earlier, Item(placed, "1", 0, 1)));
        }

        using var connector = Make.Connector(shop, time: clock, links: new Links());
        var early = await WriteAsync(connector, Item(placed, "1", 0, 1));
        clock.Advance(TimeSpan.FromMinutes(2));
        var late = await WriteAsync(connector, Item(placed, "1", 0, 1));

        early.Should().BeOfType<WriteResult.Failed>().Which.Fault.Should().BeEquivalentTo(
            new { Kind = FaultKind.Transient, Code = "shopify.fulfilment-unclaimed", RetryAfter = (TimeSpan?)TimeSpan.FromMinutes(1) });
        late.Should().Be(new WriteResult.Applied("1", made, WasReplay: true));
        shop.World.Order(placed.Id).Fulfilments.Should().ContainSingle();
    }

    [Fact]
    public async Task Fulfilment_of_the_parcel_that_holds_more_than_the_shipment_is_a_question_and_nothing_is_sent()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = clock });
        var placed = Place(shop, 4);
        shop.World.Fulfil(placed.Id, [new LineQuantity(placed.Lines[0].Id, 2)], new ShopTracking("DHL", "PARCEL-1"));
        clock.Advance(TimeSpan.FromHours(1));
        using var connector = Make.Connector(shop, clock);

        var result = await WriteAsync(connector, Item(placed, "2", 0, 1));
        var lookUp = async () => await ((ISink<Shipment>)connector).LookupAsync(Item(placed, "2", 0, 1), default);

        var fault = result.Should().BeOfType<WriteResult.Failed>().Which.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Rejected, "shopify.tracking-shared", "trackingNumbers"));
        fault.Message.Should().Contain("SH-2");
        fault.Hint.Should().NotBeNullOrEmpty();
        (await lookUp.Should().ThrowAsync<ConnectorException>("the outcome stays unknown")).Which.Fault.Code.Should().Be("shopify.tracking-shared");
        shop.World.Order(placed.Id).Fulfilments.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lost_answer_in_a_shared_parcel_neither_loses_a_shipment_nor_sends_it_twice(bool requestsToo)
    {
        await using var shop = await SandboxShop.StartAsync();
        var placed = Place(shop, 2);
        var lossy = new LosesAnswers(new SocketsHttpHandler(), "fulfillmentCreate", requestsToo);
        using var connector = Make.Connector(shop, handler: lossy);
        lossy.IsOff = true;
        await WriteAsync(connector, Item(placed, "1", 0, 1));
        lossy.IsOff = false;

        var lost = await WriteAsync(connector, Item(placed, "2", 0, 1));
        lossy.IsOff = true;
        var found = await ((ISink<Shipment>)connector).LookupAsync(Item(placed, "2", 0, 1), default);
        var again = await WriteAsync(connector, Item(placed, "2", 0, 1));

        lost.Should().BeOfType<WriteResult.Unknown>();
        (found is null).Should().Be(requestsToo);
        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().Be(!requestsToo);
        shop.World.Order(placed.Id).Fulfilments.Should().HaveCount(2);
    }

    private static ShopOrder Place(SandboxShop shop, int quantity) => shop.World.PlaceOrder(new NewOrder
    {
        Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = quantity }, new NewOrderLine { Sku = "SKU-00002" }],
    });

    private static WriteItem<Shipment> Item(ShopOrder order, string id, int line, int quantity) => new(
        id, new IdempotencyKey($"erp:shipment:{id}:fulfil"), WriteKind.Create, new Shipment
        {
            Id = id,
            Number = $"SH-{id}",
            ShopOrderId = $"gid://shopify/Order/{order.Id}",
            TrackingNumbers = ["PARCEL-1"],
            Lines = [new ShipmentLine($"SKU-0000{line + 1}", quantity, null, order.Lines[line].Id.ToString(CultureInfo.InvariantCulture))],
        });

    private static RecordRef RefOf(WriteResult result) => ((WriteResult.Applied)result).Ref;

    private static async Task<WriteResult> WriteAsync(ShopifyConnector connector, WriteItem<Shipment> item) =>
        (await ((ISink<Shipment>)connector).WriteAsync([item], default)).Single();

    private sealed class Links : ILinkedRecords
    {
        private readonly Dictionary<string, string> _sources = [];

        public void Add(string id, string source) => _sources[id] = source;

        public ValueTask<IReadOnlySet<string>> OfOthersAsync(string connection, string entity, string sourceId, IReadOnlyList<string> ids, CancellationToken ct)
        {
            (connection, entity).Should().Be(("shop", EntityNames.Shipment));
            return ValueTask.FromResult<IReadOnlySet<string>>(ids.Where(id => _sources.TryGetValue(id, out var source) && source != sourceId).ToHashSet());
        }
    }
}
