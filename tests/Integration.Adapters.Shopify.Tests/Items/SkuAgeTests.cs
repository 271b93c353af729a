using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Adapters.Shopify.Tests.Transport;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Items;

/// <summary>An article can be duplicated with its SKU at any time; what is remembered of a SKU must not hide that for good.</summary>
public sealed class SkuAgeTests
{
    private const string Applied = """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":{"id":"gid://shopify/InventoryAdjustmentGroup/1","changes":[]},"userErrors":[]}}}""";
    private const string Twice = """{"data":{"inventoryItems":{"nodes":[{"id":"gid://shopify/InventoryItem/5","sku":"A"},{"id":"gid://shopify/InventoryItem/6","sku":"A"}],"pageInfo":{"hasNextPage":false}}}}""";

    [Fact]
    public async Task Duplicated_article_is_found_when_what_is_remembered_is_too_old_however_often_it_was_used()
    {
        var time = new FakeTimeProvider();
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A")).Answer(Applied).Answer(Applied).Answer(Twice);
        using var connector = Make.Connector(shop, time: time);

        await WriteAsync(connector);
        time.Advance(TimeSpan.FromHours(5));
        var remembered = await WriteAsync(connector);
        time.Advance(TimeSpan.FromHours(2));
        var late = await WriteAsync(connector);

        remembered.Should().BeOfType<WriteResult.Applied>();
        late.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("shopify.duplicate-sku");
    }

    [Fact]
    public async Task Changed_stock_of_another_article_with_the_SKU_ends_what_is_remembered_at_once()
    {
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A")).Answer(Applied)
            .Answer("""{"data":{"location":{"id":"gid://shopify/Location/1","isActive":true,"inventoryLevels":{"nodes":[{"id":"l","updatedAt":"2026-11-24T12:00:00Z","item":{"id":"gid://shopify/InventoryItem/6","sku":"A"}}],"pageInfo":{"hasNextPage":false}}}}}""")
            .Answer(Twice);
        using var connector = Make.Connector(shop);

        await WriteAsync(connector);
        await ((ISource<StockLevel>)connector).Pages(new ReadRequest(HeadersOnly: true));
        var result = await WriteAsync(connector);

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("shopify.duplicate-sku");
    }

    private static async Task<WriteResult> WriteAsync(ShopifyConnector connector) =>
        (await ((ISink<StockLevel>)connector).WriteAsync([FaultTableTests.StockItem("A")], default)).Single();
}
