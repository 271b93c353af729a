using System.Globalization;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Adapters.Shopify.Tests.Transport;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Adapters.Shopify.Tests.Stock;

/// <summary>Which quantity is read and written, and at which places.</summary>
public sealed class StockPlaceTests
{
    private const string Applied = """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":{"id":"gid://shopify/InventoryAdjustmentGroup/1","changes":[]},"userErrors":[]}}}""";

    [Fact]
    public async Task Available_is_written_and_read_when_it_is_the_chosen_quantity()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop, options => options.StockQuantityName = ShopifyStockName.Available);
        shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001", Quantity = 3 }] });
        var before = shop.World.StockOf("SKU-00001");

        var read = (await ((ISource<StockLevel>)connector).Find("SKU-00001")).Single().Value!.Cells.Single();
        var item = new WriteItem<StockLevel>("a", new IdempotencyKey("k"), WriteKind.Set, new StockLevel { Sku = "SKU-00001", Cells = [new StockCell { Location = "LOC0", OnHand = 5, ChangeFrom = read.OnHand }] });
        var result = (await ((ISink<StockLevel>)connector).WriteAsync([item], default)).Single();

        (read.OnHand, read.Available).Should().Be((before.Available, before.Available));
        result.Should().BeOfType<WriteResult.Applied>();
        shop.World.StockOf("SKU-00001").Should().Be(before with { Available = 5, OnHand = 5 + before.Committed });
        (await ((ISink<StockLevel>)connector).LookupAsync(item, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task Article_is_read_and_written_however_its_SKU_is_spelt_and_answered_as_it_was_asked()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var before = shop.World.StockOf("SKU-00001").OnHand;

        var read = await ((ISource<StockLevel>)connector).Find("sku-00001", "SKU-00001", "sku-nowhere");
        var item = new WriteItem<StockLevel>("a", new IdempotencyKey("k"), WriteKind.Set, new StockLevel { Sku = "sku-00001", Cells = [new StockCell { Location = "LOC0", OnHand = 5, ChangeFrom = before }] });
        var result = (await ((ISink<StockLevel>)connector).WriteAsync([item], default)).Single();

        read.Select(record => (record.Id, record.Value?.Cells.Single().OnHand)).Should().Equal(("sku-00001", before), ("SKU-00001", before), ("sku-nowhere", null));
        result.Should().BeOfType<WriteResult.Applied>();
        shop.World.StockOf("SKU-00001").OnHand.Should().Be(5);
    }

    [Fact]
    public async Task Articles_whose_SKUs_differ_in_case_only_are_duplicates()
    {
        var shop = new ScriptedShop().Answer("{\"data\":{\"inventoryItems\":{\"nodes\":[{\"id\":\"gid://shopify/InventoryItem/5\",\"sku\":\"a\"},{\"id\":\"gid://shopify/InventoryItem/6\",\"sku\":\"A\"}],\"pageInfo\":{\"hasNextPage\":false}}}}");
        using var connector = Make.Connector(shop);

        (await ((ISource<StockLevel>)connector).Find("A")).Single().Fault!.Code.Should().Be("shopify.duplicate-sku");
    }

    [Fact]
    public async Task Place_that_is_not_mapped_goes_to_the_default_location_and_a_mapped_one_does_not()
    {
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A")).Answer(Applied);
        using var connector = Make.Connector(shop, options => options.DefaultLocation = "77");
        var level = new StockLevel { Sku = "A", Cells = [new StockCell { Location = "ELSEWHERE", OnHand = 3 }, new StockCell { Location = "MAIN", OnHand = 4 }] };

        await ((ISink<StockLevel>)connector).WriteAsync([new WriteItem<StockLevel>("a", new IdempotencyKey("k"), WriteKind.Set, level)], default);

        shop.Variables(1).GetProperty("input").GetProperty("quantities").EnumerateArray()
            .Select(row => (row.GetProperty("locationId").GetString(), row.GetProperty("quantity").GetInt32())).Should().Equal(("gid://shopify/Location/77", 3), ("gid://shopify/Location/1", 4));
    }

    [Fact]
    public async Task Levels_of_more_than_fifty_locations_are_read_to_the_end()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 1_000_000, Locations = [.. Enumerable.Range(0, 55).Select(at => $"Place {at:D2}")] });
        using var connector = Make.Connector(shop);
        shop.World.AdjustStock("SKU-00001", 7, 54);

        var level = (await ((ISource<StockLevel>)connector).Find("SKU-00001")).Single().Value!;

        level.Cells.Should().HaveCount(55);
        level.Cells.Single(cell => cell.Location == "LOC54").OnHand.Should().Be(7);
        level.Cells.Single(cell => cell.Location == "LOC0").OnHand.Should().Be(shop.World.StockOf("SKU-00001").OnHand);
    }

    [Fact]
    public async Task Article_at_more_locations_than_allowed_is_a_fault_and_not_read_as_empty_elsewhere()
    {
        var shop = new ScriptedShop().Answer(FaultTableTests.Item("gid://shopify/InventoryItem/5", "A"))
            .Answer($$$"""{"data":{"nodes":[{"id":"gid://shopify/InventoryItem/5","sku":"A","tracked":true,"inventoryLevels":{{{Levels(100, 50)}}} }]} }""")
            .Answer($$$"""{"data":{"node":{"inventoryLevels":{{{Levels(200, 250)}}} } } }""");
        using var connector = Make.Connector(shop, options => options.MaxNestedNodes = 250);

        var record = (await ((ISource<StockLevel>)connector).Find("A")).Single();

        record.Value.Should().BeNull();
        (record.Fault!.Kind, record.Fault.Code).Should().Be((FaultKind.Invalid, "shopify.too-many-levels"));
        record.Fault.Hint.Should().Contain("MaxNestedNodes");
    }

    private static string Levels(int from, int count) => "{\"nodes\":[" + string.Join(',', Enumerable.Range(from, count).Select(at => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"l{{at}}","updatedAt":"2026-11-24T12:00:00Z","location":{"id":"gid://shopify/Location/{{at}}"},"quantities":[{"name":"on_hand","quantity":1},{"name":"available","quantity":1}]}"""))) + "],\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"c\"}}";
}
