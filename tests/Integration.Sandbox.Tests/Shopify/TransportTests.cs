using System.Net;
using System.Text.Json;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class TransportTests
{
    private const string List = "{ orders(first: 50, sortKey: UPDATED_AT) { nodes { id updatedAt } pageInfo { hasNextPage } } }";

    [Fact]
    public async Task Token_is_needed_granted_and_expires()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-01T10:00:00Z"));
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = clock, TokenLife = TimeSpan.FromMinutes(1) });
        using var client = new ShopClient(shop);

        using var grant = await client.FormAsync("admin/oauth/access_token", new("grant_type", "client_credentials"), new("client_id", shop.ClientId), new("client_secret", shop.ClientSecret));
        using var wrong = await client.FormAsync("admin/oauth/access_token", new("grant_type", "client_credentials"), new("client_id", shop.ClientId), new("client_secret", "no"));
        var json = JsonDocument.Parse(await grant.Content.ReadAsStringAsync()).RootElement;
        var token = json.Text("access_token");

        json.Int("expires_in").Should().Be(60);
        wrong.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await StatusAsync(token)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync("nonsense")).Should().Be(HttpStatusCode.Unauthorized);
        clock.Advance(TimeSpan.FromMinutes(2));
        (await StatusAsync(token)).Should().Be(HttpStatusCode.Unauthorized);

        async Task<HttpStatusCode> StatusAsync(string? with)
        {
            using var response = await client.PostAsync("{ shop { name } }", token: with);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Unknown_version_falls_forward_to_the_oldest()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);

        using var current = await client.PostAsync("{ shop { name } }", version: "2026-10");
        using var old = await client.PostAsync("{ shop { name } }", version: "2024-01");

        current.Headers.GetValues("X-Shopify-API-Version").Should().Equal("2026-10");
        old.Headers.GetValues("X-Shopify-API-Version").Should().Equal("2026-07");
        old.Headers.Contains("X-Request-Id").Should().BeTrue();
    }

    [Theory]
    [InlineData("{ shop { nonsense } }", "undefinedField")]
    [InlineData("{ shop", "PARSE_ERROR")]
    [InlineData("{ shop }", "selectionMismatch")]
    [InlineData("{ order { id } }", "missingRequiredArguments")]
    [InlineData("{ orders(first: 1, wrong: 2) { nodes { id } } }", "argumentNotAccepted")]
    [InlineData("{ orders { nodes { id } } }", "BAD_REQUEST")]
    [InlineData("{ orders(first: 251) { nodes { id } } }", "BAD_REQUEST")]
    [InlineData("{ order(id: \"7\") { id } }", "RESOURCE_NOT_FOUND")]
    [InlineData("query($id: ID!) { order(id: $id) { id } }", "INVALID_VARIABLE")]
    [InlineData("{ a: orders(first: 250) { nodes { lineItems(first: 250) { nodes { id product { id variants(first: 250) { nodes { id } } } } } } } }", "MAX_COST_EXCEEDED")]
    public async Task Wrong_requests_get_the_codes_of_the_real_shop(string query, string code)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);

        (await client.ErrorCodeAsync(query)).Should().Be(code);
    }

    [Fact]
    public async Task Denied_field_is_null_beside_an_error_and_the_rest_stays()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { DeniedFields = ["Order.shippingAddress"] });
        using var client = new ShopClient(shop);
        var order = shop.World.PlaceOrder(OrderReadTests.One() with { ShippingAddress = new ShopAddress { City = "Bremen" } });

        var answer = await client.SendAsync("query($id: ID!) { order(id: $id) { name shippingAddress { city } } }", new { id = OrderReadTests.Id(order) });

        answer.Text("data.order.name").Should().Be(order.Name);
        answer.At("data.order.shippingAddress").ValueKind.Should().Be(JsonValueKind.Null);
        answer.Text("errors.0.extensions.code").Should().Be("ACCESS_DENIED");
    }

    [Theory]
    [InlineData("{ orders(first: 250, sortKey: UPDATED_AT) { nodes { id } pageInfo { hasNextPage } } }", 13)]
    [InlineData("{ orders(first: 50, sortKey: UPDATED_AT) { nodes { id } pageInfo { hasNextPage } } }", 9)]
    [InlineData("{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id } } } } }", 156)]
    public async Task Cost_follows_the_recorded_numbers(string query, int cost)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);

        var answer = await client.SendAsync(query);

        answer.Int("extensions.cost.requestedQueryCost").Should().Be(cost);
        answer.Int("extensions.cost.throttleStatus.maximumAvailable").Should().Be(2000);
    }

    [Fact]
    public async Task Empty_bucket_throttles_with_200_and_refills()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-01T10:00:00Z"));
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = clock, BucketSize = 20, RestoreRate = 1 });
        using var client = new ShopClient(shop);
        const string Write = "mutation { tagsAdd(id: \"gid://shopify/Order/1\", tags: [\"a\"]) { userErrors { message } } }";

        await client.DataAsync(Write);
        await client.DataAsync(Write);
        var throttled = await client.SendAsync(Write);
        clock.Advance(TimeSpan.FromSeconds(10));
        var after = await client.SendAsync(Write);

        throttled.Text("errors.0.extensions.code").Should().Be("THROTTLED");
        throttled.TryGetProperty("data", out _).Should().BeFalse();
        throttled.At("extensions.cost.actualQueryCost").ValueKind.Should().Be(JsonValueKind.Null);
        throttled.Int("extensions.cost.throttleStatus.currentlyAvailable").Should().Be(0);
        after.TryGetProperty("errors", out _).Should().BeFalse();
        shop.Statistics.Throttled.Should().Be(1);
    }

    [Fact]
    public async Task Lost_response_means_the_work_is_done()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Faults = new SandboxFaultOptions { LostResponse = 1 } });
        using var client = new ShopClient(shop);
        var order = shop.World.PlaceOrder(OrderReadTests.One());
        var work = "mutation($id: ID!) { tagsAdd(id: $id, tags: [\"seen\"]) { userErrors { message } } }";

        await FluentActions.Awaiting(() => client.PostAsync(work, new { id = OrderReadTests.Id(order) })).Should().ThrowAsync<HttpRequestException>();
        shop.Faults.Enabled = false;
        var tags = await client.DataAsync("query($id: ID!) { order(id: $id) { tags } }", new { id = OrderReadTests.Id(order) });

        tags.Text("order.tags.0").Should().Be("seen");
        shop.Statistics.LostResponses.Should().Be(1);
    }

    [Fact]
    public async Task Lost_request_does_nothing()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Faults = new SandboxFaultOptions { LostRequest = 1 } });
        using var client = new ShopClient(shop);
        var order = shop.World.PlaceOrder(OrderReadTests.One());

        await FluentActions.Awaiting(() => client.PostAsync("mutation($id: ID!) { tagsAdd(id: $id, tags: [\"seen\"]) { userErrors { message } } }", new { id = OrderReadTests.Id(order) }))
            .Should().ThrowAsync<HttpRequestException>();
        shop.Faults.Enabled = false;

        (await client.DataAsync("query($id: ID!) { order(id: $id) { tags } }", new { id = OrderReadTests.Id(order) })).At("order.tags").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Server_errors_and_throttling_come_from_the_dice()
    {
        await using var broken = await SandboxShop.StartAsync(new SandboxShopOptions { Faults = new SandboxFaultOptions { ServerError = 1 } });
        using var first = new ShopClient(broken);
        using var response = await first.PostAsync(List);
        await using var busy = await SandboxShop.StartAsync(new SandboxShopOptions { Faults = new SandboxFaultOptions { Throttle = 1 } });
        using var second = new ShopClient(busy);

        ((int)response.StatusCode).Should().BeGreaterThanOrEqualTo(500);
        (await second.ErrorCodeAsync(List)).Should().Be("THROTTLED");
    }

    [Fact]
    public async Task Stale_list_misses_the_newest_change_but_reading_by_id_does_not()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-01T10:00:00Z"));
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = clock, Faults = new SandboxFaultOptions { StaleRead = 1 } });
        using var client = new ShopClient(shop);
        var old = shop.World.PlaceOrder(OrderReadTests.One());
        clock.Advance(TimeSpan.FromSeconds(10));
        shop.World.ChangeTags(old.Id, "new");
        var young = shop.World.PlaceOrder(OrderReadTests.One());

        var list = await client.DataAsync(List);
        var byId = await client.DataAsync("query($id: ID!) { order(id: $id) { name } }", new { id = OrderReadTests.Id(young) });
        clock.Advance(TimeSpan.FromSeconds(3));
        var later = await client.DataAsync(List);

        list.At("orders.nodes").EnumerateArray().Select(node => node.Text("updatedAt")).Should().Equal("2026-11-01T10:00:00Z");
        byId.Text("order.name").Should().Be(young.Name);
        later.At("orders.nodes").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task Metafield_is_found_again_by_its_value()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var order = shop.World.PlaceOrder(OrderReadTests.One());

        var set = await client.DataAsync(
            "mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { key value compareDigest } userErrors { code } } }",
            new { m = new[] { new { ownerId = OrderReadTests.Id(order), @namespace = "erp", key = "document", value = "SO-1", type = "single_line_text_field" } } });
        var found = await client.DataAsync(
            "query($i: OrderIdentifierInput!) { orderByIdentifier(identifier: $i) { id metafield(namespace: \"erp\", key: \"document\") { value } } }",
            new { i = new { customId = new { @namespace = "erp", key = "document", value = "SO-1" } } });

        set.At("metafieldsSet.userErrors").GetArrayLength().Should().Be(0);
        found.Text("orderByIdentifier.id").Should().Be(OrderReadTests.Id(order));
        found.Text("orderByIdentifier.metafield.value").Should().Be("SO-1");
    }
}
