using System.Globalization;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Orders;

public sealed class FeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Feed_that_is_behind_goes_on_at_the_last_record_and_drops_what_it_had()
    {
        var shop = new ScriptedShop().Answer(Page(false, (1, "2026-11-20T10:00:00Z"), (2, "2026-11-20T10:00:00Z"))).Answer(Page(false, (2, "2026-11-20T10:00:00Z"), (3, "2026-11-20T10:00:01Z")));
        using var connector = Connector(shop);

        var first = await ((ISource<Order>)connector).Pages(new ReadRequest(HeadersOnly: true));
        var second = await ((ISource<Order>)connector).Pages(new ReadRequest(After: first[0].Next, HeadersOnly: true));

        shop.Variables(0).GetProperty("query").GetString().Should().BeEmpty();
        shop.Variables(1).GetProperty("query").GetString().Should().Be("updated_at:>='2026-11-20T10:00:00Z'");
        second.Single().Records.Single().Id.Should().Be("gid://shopify/Order/3");
    }

    [Fact]
    public async Task Feed_that_has_caught_up_looks_back_by_the_overlap()
    {
        var shop = new ScriptedShop().Answer(Page(false, (1, "2026-11-24T11:59:00Z"))).Answer(Page(false, (1, "2026-11-24T11:59:00Z")));
        using var connector = Connector(shop);

        var first = await ((ISource<Order>)connector).Pages(new ReadRequest(HeadersOnly: true));
        var again = await ((ISource<Order>)connector).Pages(new ReadRequest(After: first[0].Next, HeadersOnly: true));

        shop.Variables(1).GetProperty("query").GetString().Should().Be("updated_at:>='2026-11-24T11:50:00Z'");
        again.Single().Records.Single().Version.Should().Be(first.Single().Records.Single().Version);
    }

    [Fact]
    public async Task Window_is_half_open()
    {
        var shop = new ScriptedShop().Answer(Page(false, (1, "2026-11-01T00:00:00Z"), (2, "2026-11-01T00:59:59Z"), (3, "2026-11-01T01:00:00Z")));
        using var connector = Connector(shop);
        var from = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

        var pages = await ((ISource<Order>)connector).Pages(new ReadRequest(From: from, To: from.AddHours(1), HeadersOnly: true));

        pages.Single().Records.Select(record => record.Id).Should().Equal("gid://shopify/Order/1", "gid://shopify/Order/2");
    }

    [Fact]
    public async Task Page_that_announces_more_and_gives_nothing_is_a_fault()
    {
        var shop = new ScriptedShop().Answer(Page(true));
        using var connector = Connector(shop);

        var read = () => ((ISource<Order>)connector).Pages(new ReadRequest(HeadersOnly: true));

        (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault.Code.Should().Be("shopify.empty-page");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("{\"time\":\"never\",\"floor\":\"x\"}")]
    public async Task Foreign_checkpoint_is_a_fault(string text)
    {
        using var connector = Connector(new ScriptedShop());

        var read = () => ((ISource<Order>)connector).Pages(new ReadRequest(After: new Checkpoint(text)));

        (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault.Code.Should().Be("shopify.bad-checkpoint");
    }

    private static ShopifyConnector Connector(ScriptedShop shop) => Make.Connector(shop, options => options.BulkThreshold = 0, new FakeTimeProvider(Now));

    private static string Page(bool more, params (int Id, string UpdatedAt)[] orders)
    {
        var nodes = string.Join(',', orders.Select(order => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"gid://shopify/Order/{order.Id}\",\"updatedAt\":\"{order.UpdatedAt}\"}}")));
        return "{\"data\":{\"orders\":{\"nodes\":[" + nodes + "],\"pageInfo\":{\"hasNextPage\":" + (more ? "true" : "false") + ",\"endCursor\":\"c\"}}}}";
    }
}
