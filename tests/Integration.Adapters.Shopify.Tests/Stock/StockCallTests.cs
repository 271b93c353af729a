using System.Text.Json;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Adapters.Shopify.Tests.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Tests.Stock;

public sealed class StockCallTests
{
    private const string Applied = """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":{"id":"gid://shopify/InventoryAdjustmentGroup/1","changes":[]},"userErrors":[]}}}""";

    [Fact]
    public async Task Call_states_name_reason_compare_value_and_key()
    {
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A")).Answer(Applied).Answer(Applied);
        using var connector = Make.Connector(shop, options => options.StockReason = "cycle_count_available");

        await Write(connector, FaultTableTests.StockItem("A", 3, 2));
        await Write(connector, FaultTableTests.StockItem("A", 3, null));

        var input = shop.Variables(1).GetProperty("input");
        input.GetProperty("name").GetString().Should().Be("on_hand");
        input.GetProperty("reason").GetString().Should().Be("cycle_count_available");
        input.GetProperty("quantities")[0].GetProperty("changeFromQuantity").GetInt32().Should().Be(2);
        shop.Variables(2).GetProperty("input").GetProperty("quantities")[0].GetProperty("changeFromQuantity").ValueKind.Should().Be(JsonValueKind.Null);
        Guid.TryParse(shop.Variables(1).GetProperty("key").GetString(), out _).Should().BeTrue();
    }

    [Fact]
    public async Task Repeated_write_carries_the_same_key_and_another_write_another_one()
    {
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A")).Answer(Applied).Answer(Applied).Answer(Applied);
        using var connector = Make.Connector(shop);

        await Write(connector, FaultTableTests.StockItem("A", 3, 2));
        await Write(connector, FaultTableTests.StockItem("A", 3, 2));
        await Write(connector, FaultTableTests.StockItem("A", 4, 2));

        var keys = Enumerable.Range(1, 3).Select(at => shop.Variables(at).GetProperty("key").GetString()).ToArray();
        keys[0].Should().Be(keys[1]).And.NotBe(keys[2]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task Answer_that_says_nothing_of_the_write_is_no_success(string payload)
    {
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A")).Answer($$$"""{"data":{"inventorySetQuantities":{{{payload}}} } } """);
        using var connector = Make.Connector(shop);

        var result = (await Write(connector, FaultTableTests.StockItem("A"))).Single();

        result.Should().BeOfType<WriteResult.Unknown>().Which.Fault.Code.Should().Be("shopify.unreadable");
    }

    [Fact]
    public async Task Refused_row_fails_alone_and_the_others_are_sent_again()
    {
        var shop = new ScriptedShop()
            .Answer("""{"data":{"inventoryItems":{"nodes":[{"id":"gid://shopify/InventoryItem/1","sku":"A"},{"id":"gid://shopify/InventoryItem/2","sku":"B"},{"id":"gid://shopify/InventoryItem/3","sku":"C"}],"pageInfo":{"hasNextPage":false}}}}""")
            .Answer("""{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[{"code":"CHANGE_FROM_QUANTITY_STALE","field":["input","quantities","1","changeFromQuantity"],"message":"stale"}]}}}""")
            .Answer(Applied);
        using var connector = Make.Connector(shop);

        var results = await Write(connector, FaultTableTests.StockItem("A"), FaultTableTests.StockItem("B", 3, 1), FaultTableTests.StockItem("C"));

        results.Single(result => result.ItemId == "A").Should().BeOfType<WriteResult.Applied>();
        results.Single(result => result.ItemId == "B").Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Conflict);
        results.Single(result => result.ItemId == "C").Should().BeOfType<WriteResult.Applied>();
        shop.Variables(2).GetProperty("input").GetProperty("quantities").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task Several_articles_with_one_sku_are_a_fault_and_a_sku_that_begins_like_it_is_not_the_article()
    {
        var shop = new ScriptedShop()
            .Answer("""{"data":{"inventoryItems":{"nodes":[{"id":"gid://shopify/InventoryItem/1","sku":"A"},{"id":"gid://shopify/InventoryItem/2","sku":"A"},{"id":"gid://shopify/InventoryItem/3","sku":"B-2"}],"pageInfo":{"hasNextPage":false}}}}""");
        using var connector = Make.Connector(shop);

        var results = await Write(connector, FaultTableTests.StockItem("A"), FaultTableTests.StockItem("B"));

        results.Select(result => ((WriteResult.Failed)result).Fault.Code).Should().Equal("shopify.duplicate-sku", "shopify.unknown-sku");
        shop.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Calls_hold_at_most_250_rows()
    {
        var shop = new ScriptedShop();
        for (var i = 0; i < 12; i++)
        {
            var nodes = string.Join(',', Enumerable.Range(i * 25, 25).Select(n => $$"""{"id":"gid://shopify/InventoryItem/{{n + 1}}","sku":"S{{n}}"}"""));
            shop.Answer($$$$"""{"data":{"inventoryItems":{"nodes":[{{{{nodes}}}}],"pageInfo":{"hasNextPage":false} } } } """);
        }

        shop.Answer(Applied).Answer(Applied);
        using var connector = Make.Connector(shop);

        var results = await Write(connector, [.. Enumerable.Range(0, 300).Select(n => FaultTableTests.StockItem($"S{n}"))]);

        results.Should().HaveCount(300).And.AllBeOfType<WriteResult.Applied>();
        shop.Variables(12).GetProperty("input").GetProperty("quantities").GetArrayLength().Should().Be(250);
        shop.Variables(13).GetProperty("input").GetProperty("quantities").GetArrayLength().Should().Be(50);
    }

    private static async Task<IReadOnlyList<WriteResult>> Write(ShopifyConnector connector, params WriteItem<StockLevel>[] items) =>
        await ((ISink<StockLevel>)connector).WriteAsync(items, default);
}
