using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Adapters.Shopify.Tests.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Tests.Stock;

/// <summary>Shopify remembers a key for a day, also when the write under it failed: such a write goes out again under another key.</summary>
public sealed class StockKeyTests
{
    private const string Applied = """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":{"id":"gid://shopify/InventoryAdjustmentGroup/1","changes":[]},"userErrors":[]}}}""";
    private const string FailedBefore = """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[{"code":"IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED","field":["input"],"message":"failed before"}]}}}""";

    [Fact]
    public async Task Remembered_failure_is_passing_and_the_next_attempt_goes_on_with_keys_that_were_not_tried()
    {
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A"))
            .Answer(FailedBefore).Answer(FailedBefore).Answer(FailedBefore)
            .Answer(FailedBefore).Answer(Applied)
            .Answer(Applied);
        using var connector = Make.Connector(shop);

        var first = await WriteAsync(connector);
        var second = await WriteAsync(connector);
        var third = await WriteAsync(connector);

        first.Should().BeOfType<WriteResult.Failed>().Which.Fault.Should().BeEquivalentTo(new { Kind = FaultKind.Transient, Code = "shopify.earlier-attempt-failed" });
        second.Should().BeOfType<WriteResult.Applied>();
        third.Should().BeOfType<WriteResult.Applied>();
        var keys = Enumerable.Range(1, 6).Select(at => shop.Variables(at).GetProperty("key").GetString()).ToArray();
        keys[..5].Should().OnlyHaveUniqueItems();
        keys[5].Should().Be(keys[4], "a repetition of what was carried out must carry the key it was carried out under");
    }

    private static async Task<WriteResult> WriteAsync(ShopifyConnector connector) =>
        (await ((ISink<StockLevel>)connector).WriteAsync([FaultTableTests.StockItem("A", 3, 2)], default)).Single();
}
