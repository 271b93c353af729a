using System.Text.Json;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class InventoryTests
{
    private const string Set = """
        mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) {
          inventoryAdjustmentGroup { id reason changes { name delta item { id } location { id } } } userErrors { field message code } } }
        """;

    [Fact]
    public async Task Order_commits_stock_and_shipment_takes_it_off_the_shelf()
    {
        await using var shop = await SandboxShop.StartAsync();
        var before = shop.World.StockOf("SKU-00001");

        var order = shop.World.PlaceOrder(OrderReadTests.One(3));
        var placed = shop.World.StockOf("SKU-00001");
        shop.World.Fulfil(order.Id);
        var shipped = shop.World.StockOf("SKU-00001");

        placed.Should().Be(before with { Available = before.Available - 3, Committed = 3 });
        shipped.Should().Be(before with { Available = before.Available - 3, OnHand = before.OnHand - 3 });
    }

    [Fact]
    public async Task Set_compares_before_it_writes_and_writes_nothing_when_one_row_is_stale()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var first = shop.World.StockOf("SKU-00001");
        var second = shop.World.StockOf("SKU-00002");

        var stale = (await client.DataAsync(Set, Input("k1", Row(first, 7, first.Available), Row(second, 8, second.Available - 1)))).GetProperty("inventorySetQuantities");
        shop.World.StockOf("SKU-00001").Available.Should().Be(first.Available);
        stale.Text("userErrors.0.code").Should().Be("CHANGE_FROM_QUANTITY_STALE");
        stale.At("userErrors.0.field").EnumerateArray().Select(part => part.GetString()).Should().Equal("input", "quantities", "1", "changeFromQuantity");

        var done = (await client.DataAsync(Set, Input("k2", Row(first, 7, first.Available), Row(second, 8, null)))).GetProperty("inventorySetQuantities");
        done.At("userErrors").GetArrayLength().Should().Be(0);
        done.At("inventoryAdjustmentGroup.changes").GetArrayLength().Should().Be(4, "each available row is mirrored by one of on_hand");
        shop.World.StockOf("SKU-00001").Available.Should().Be(7);
        shop.World.StockOf("SKU-00002").Available.Should().Be(8);
    }

    [Fact]
    public async Task Set_that_changes_nothing_succeeds_without_group()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var stock = shop.World.StockOf("SKU-00001");

        var answer = (await client.DataAsync(Set, Input("k", Row(stock, stock.Available, null)))).GetProperty("inventorySetQuantities");

        answer.At("inventoryAdjustmentGroup").ValueKind.Should().Be(JsonValueKind.Null);
        answer.At("userErrors").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Same_key_writes_once_and_refuses_other_arguments()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var stock = shop.World.StockOf("SKU-00001");
        var first = await client.DataAsync(Set, Input("key", Row(stock, 10, null)));
        shop.World.AdjustStock("SKU-00001", -4);

        var again = await client.DataAsync(Set, Input("key", Row(stock, 10, null)));
        var other = await client.DataAsync(Set, Input("key", Row(stock, 11, null)));

        again.Text("inventorySetQuantities.inventoryAdjustmentGroup.id").Should().Be(first.Text("inventorySetQuantities.inventoryAdjustmentGroup.id"));
        other.Text("inventorySetQuantities.userErrors.0.code").Should().Be("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        shop.World.StockOf("SKU-00001").Available.Should().Be(6);
    }

    [Fact]
    public async Task Missing_directive_missing_comparison_and_duplicate_rows_are_refused()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var stock = shop.World.StockOf("SKU-00001");
        const string Bare = "mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { code } } }";

        (await client.ErrorCodeAsync(Bare, new { input = Body(Row(stock, 1, null)) })).Should().Be("BAD_REQUEST");
        (await client.ErrorCodeAsync(Set, Input("a", new { inventoryItemId = Item(stock), locationId = Location(stock), quantity = 1 }))).Should().Be("INVALID_FIELD_ARGUMENTS");
        (await client.DataAsync(Set, Input("b", Row(stock, 1, null), Row(stock, 2, null)))).Text("inventorySetQuantities.userErrors.0.code")
            .Should().Be("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
        (await client.ErrorCodeAsync(Set, Input("c", [.. Enumerable.Range(0, 251).Select(_ => Row(stock, 1, null))]))).Should().Be("MAX_INPUT_SIZE_EXCEEDED");
    }

    [Fact]
    public async Task Levels_are_read_by_location_item_and_sku()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Locations = ["A", "B"] });
        using var client = new ShopClient(shop);
        shop.World.PlaceOrder(OrderReadTests.One(2));
        var stock = shop.World.StockOf("SKU-00001");

        var byLocation = await client.DataAsync(
            "query($id: ID!) { location(id: $id) { name inventoryLevels(first: 250, query: \"updated_at:>='2020-01-01T00:00:00Z'\") { nodes { item { id sku } quantities(names: [\"available\", \"committed\", \"on_hand\"]) { name quantity } } } } }",
            new { id = Location(stock) });
        var byItem = await client.DataAsync(
            "query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { sku inventoryLevels(first: 50) { nodes { id location { name } quantities(names: [\"on_hand\"]) { quantity } } } } } }",
            new { ids = new[] { Item(stock) } });
        var bySku = await client.DataAsync(
            "query($l: ID!) { inventoryItems(first: 5, query: \"sku:'SKU-00001'\") { nodes { id sku inventoryLevel(locationId: $l) { quantities(names: [\"available\"]) { quantity } } variants(first: 1) { nodes { id product { id } } } } } }",
            new { l = Location(stock) });

        byLocation.At("location.inventoryLevels.nodes").GetArrayLength().Should().Be(20);
        var level = byLocation.At("location.inventoryLevels.nodes").EnumerateArray().Single(node => node.Text("item.sku") == "SKU-00001");
        level.Int("quantities.0.quantity").Should().Be(stock.Available);
        level.Int("quantities.1.quantity").Should().Be(2);
        level.Int("quantities.2.quantity").Should().Be(stock.Available + 2);
        byItem.At("nodes.0.inventoryLevels.nodes").GetArrayLength().Should().Be(2);
        bySku.Int("inventoryItems.nodes.0.inventoryLevel.quantities.0.quantity").Should().Be(stock.Available);
    }

    [Fact]
    public async Task Adjust_moves_by_a_difference()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var stock = shop.World.StockOf("SKU-00001");

        var answer = await client.DataAsync(
            "mutation($input: InventoryAdjustQuantitiesInput!) { inventoryAdjustQuantities(input: $input) @idempotent(key: \"x\") { inventoryAdjustmentGroup { id } userErrors { code } } }",
            new { input = new { name = "available", reason = "correction", changes = new[] { new { inventoryItemId = Item(stock), locationId = Location(stock), delta = -5, changeFromQuantity = (int?)null } } } });

        answer.At("inventoryAdjustQuantities.userErrors").GetArrayLength().Should().Be(0);
        shop.World.StockOf("SKU-00001").Available.Should().Be(stock.Available - 5);
    }

    private static object Input(string key, params object[] rows) => new { key, input = Body(rows) };

    private static object Body(params object[] rows) => new { name = "available", reason = "correction", referenceDocumentUri = "gid://erp/Stock/1", quantities = rows };

    private static object Row(ShopStock stock, int quantity, int? from) =>
        new { inventoryItemId = Item(stock), locationId = Location(stock), quantity, changeFromQuantity = from };

    private static string Item(ShopStock stock) => "gid://shopify/InventoryItem/" + stock.InventoryItemId;

    private static string Location(ShopStock stock) => "gid://shopify/Location/" + stock.LocationId;
}
