using System.Text.Json;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class BulkTests
{
    private const string Run = "mutation($q: String!, $g: Boolean!) { bulkOperationRunQuery(query: $q, groupObjects: $g) { bulkOperation { id status } userErrors { code message } } }";
    private const string Poll = "query($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url } }";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inner_query_becomes_lines_with_parents_first(bool grouped)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        for (var i = 0; i < 3; i++)
        {
            shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = "SKU-00001" }, new NewOrderLine { Sku = "SKU-00002" }] });
        }

        var id = (await client.DataAsync(Run, new { q = "{ orders { edges { node { id name lineItems { edges { node { id sku } } } } } } }", g = grouped })).Text("bulkOperationRunQuery.bulkOperation.id");
        var done = await FinishAsync(client, id!);
        var lines = (await client.GetTextAsync(done.Text("bulkOperation.url")!)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        lines.Should().HaveCount(9);
        done.Text("bulkOperation.objectCount").Should().Be("9");
        done.Text("bulkOperation.rootObjectCount").Should().Be("3");
        var seen = new HashSet<string>();
        foreach (var line in lines)
        {
            if (line.TryGetProperty("__parentId", out var parent))
            {
                seen.Should().Contain(parent.GetString());
            }

            seen.Add(line.Text("id")!);
        }

        lines[1].TryGetProperty("__parentId", out _).Should().Be(grouped);
    }

    [Fact]
    public async Task Nothing_found_has_no_file()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);

        var id = (await client.DataAsync(Run, new { q = "{ orders { edges { node { id } } } }", g = false })).Text("bulkOperationRunQuery.bulkOperation.id");

        (await FinishAsync(client, id!)).At("bulkOperation.url").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("{ orders { nodes { id } } }")]
    [InlineData("{ shop { name } }")]
    [InlineData("{ orders { edges { node { name lineItems { edges { node { id } } } } } } }")]
    [InlineData("{ orders { edges { node { id refunds { id refundLineItems { edges { node { quantity } } } } } } } }")]
    [InlineData("{ nodes(ids: []) { id } }")]
    [InlineData("{ orders { edges { node { id")]
    public async Task Query_against_the_rules_is_refused(string query)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);

        var answer = await client.DataAsync(Run, new { q = query, g = false });

        answer.Text("bulkOperationRunQuery.userErrors.0.code").Should().Be("INVALID");
    }

    private static async Task<JsonElement> FinishAsync(ShopClient client, string id)
    {
        JsonElement done = default;
        for (var i = 0; i < 200; i++)
        {
            done = await client.DataAsync(Poll, new { id });
            if (done.Text("bulkOperation.status") == "COMPLETED")
            {
                return done;
            }

            await Task.Delay(10);
        }

        return done;
    }
}
