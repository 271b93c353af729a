using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class WebhookTests
{
    private const string Create = "mutation($topic: WebhookSubscriptionTopic!, $uri: String!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, name: \"erp\" }) { webhookSubscription { id topic uri apiVersion { handle } } userErrors { field message } } }";

    [Fact]
    public async Task Delivery_is_signed_over_the_raw_body_and_tells_the_order()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        await SubscribeAsync(client, receiver, "ORDERS_CREATE");

        var order = shop.World.PlaceOrder(OrderReadTests.One(2));
        await WebhookReceiver.UntilAsync(() => !receiver.Deliveries.IsEmpty);

        var (headers, body) = receiver.Deliveries.Single();
        headers["X-Shopify-Topic"].ToString().Should().Be("orders/create");
        headers["X-Shopify-Shop-Domain"].ToString().Should().Be(shop.ShopDomain);
        headers["X-Shopify-Name"].ToString().Should().Be("erp");
        headers["X-Shopify-Hmac-Sha256"].ToString().Should().Be(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(shop.ClientSecret), body)));
        var json = JsonDocument.Parse(body).RootElement;
        json.At("id").GetInt64().Should().Be(order.Id);
        json.Text("admin_graphql_api_id").Should().Be(OrderReadTests.Id(order));
        json.Int("line_items.0.quantity").Should().Be(2);
        json.At("updated_at").GetDateTimeOffset().Should().Be(order.UpdatedAt);
    }

    [Fact]
    public async Task Failed_delivery_is_repeated_under_the_same_id()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { WebhookRetryBase = TimeSpan.FromMilliseconds(5) });
        using var client = new ShopClient(shop);
        await SubscribeAsync(client, receiver, "ORDERS_CREATE");
        receiver.Status = count => count < 3 ? 503 : 200;

        shop.World.PlaceOrder(OrderReadTests.One());
        await WebhookReceiver.UntilAsync(() => receiver.Deliveries.Count == 3 && shop.PendingWebhooks == 0);

        receiver.Deliveries.Select(delivery => delivery.Headers["X-Shopify-Webhook-Id"].ToString()).Distinct().Should().ContainSingle();
        shop.WebhookSubscriptions.Should().ContainSingle();
    }

    [Fact]
    public async Task Subscription_that_keeps_failing_vanishes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { WebhookRetryBase = TimeSpan.FromMilliseconds(1) });
        using var client = new ShopClient(shop);
        await SubscribeAsync(client, receiver, "ORDERS_CREATE");
        receiver.Status = _ => 500;

        shop.World.PlaceOrder(OrderReadTests.One());
        await WebhookReceiver.UntilAsync(() => shop.WebhookSubscriptions.Count == 0);

        (await client.DataAsync("{ webhookSubscriptions(first: 10) { nodes { id } } }")).At("webhookSubscriptions.nodes").GetArrayLength().Should().Be(0);
        receiver.Deliveries.Count.Should().Be(8);
    }

    [Fact]
    public async Task Acts_of_staff_raise_their_topics()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        string[] topics = ["ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED", "ORDERS_EDITED", "ORDERS_CANCELLED", "ORDERS_PARTIALLY_FULFILLED", "ORDERS_FULFILLED", "ORDERS_DELETE", "REFUNDS_CREATE", "FULFILLMENTS_CREATE", "INVENTORY_LEVELS_UPDATE", "CUSTOMERS_CREATE", "PRODUCTS_UPDATE"];
        foreach (var topic in topics)
        {
            await SubscribeAsync(client, receiver, topic);
        }

        var first = shop.World.PlaceOrder(OrderReadTests.One(3) with { Customer = new NewCustomer("a@example.com", "A", "B") });
        shop.World.EditOrder(first.Id, new OrderEdit { Add = [new NewOrderLine { Sku = "SKU-00002" }] });
        shop.World.Fulfil(first.Id, [new LineQuantity(first.Lines[0].Id, 1)]);
        shop.World.Fulfil(first.Id);
        shop.World.Refund(first.Id, new RefundRequest { Lines = [new RefundLineRequest(first.Lines[0].Id, 1)] });
        var second = shop.World.PlaceOrder(OrderReadTests.One());
        shop.World.CancelOrder(second.Id);
        shop.World.DeleteOrder(second.Id);
        shop.World.ChangePrice("SKU-00001", 5m);
        await WebhookReceiver.UntilAsync(() => shop.PendingWebhooks == 0);

        receiver.Deliveries.Select(delivery => delivery.Headers["X-Shopify-Topic"].ToString().Replace('/', '_').ToUpperInvariant()).Distinct()
            .Should().BeEquivalentTo(topics);
        receiver.Deliveries.Should().AllSatisfy(delivery => JsonDocument.Parse(delivery.Body).RootElement.ValueKind.Should().Be(JsonValueKind.Object));
    }

    [Fact]
    public async Task Faults_drop_and_duplicate_deliveries()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Faults = new SandboxFaultOptions { Seed = 3, WebhookDrop = 0.5, WebhookDuplicate = 0.5 } });
        using var client = new ShopClient(shop);
        await SubscribeAsync(client, receiver, "ORDERS_CREATE");

        for (var i = 0; i < 40; i++)
        {
            shop.World.PlaceOrder(OrderReadTests.One());
        }

        await WebhookReceiver.UntilAsync(() => shop.PendingWebhooks == 0);

        var ids = receiver.Deliveries.Select(delivery => delivery.Headers["X-Shopify-Webhook-Id"].ToString()).ToArray();
        ids.Distinct().Should().HaveCountGreaterThan(5).And.HaveCountLessThan(35);
        ids.Length.Should().BeGreaterThan(ids.Distinct().Count());
        shop.Statistics.FaultsInjected.Should().BeGreaterThan(0);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0, 0.5)]
    public async Task Faults_delay_and_reorder_deliveries_without_losing_one(double delay, double reorder)
    {
        const int Orders = 20;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions
        {
            Clock = clock,
            Faults = new SandboxFaultOptions { Seed = 5, WebhookDelay = delay, WebhookReorder = reorder },
        });
        using var client = new ShopClient(shop);
        await SubscribeAsync(client, receiver, "ORDERS_CREATE");
        var placed = Enumerable.Range(0, Orders).Select(_ => shop.World.PlaceOrder(OrderReadTests.One()).Id).ToArray();
        var held = (int)shop.Statistics.FaultsInjected;

        await WebhookReceiver.UntilAsync(() => receiver.Deliveries.Count == Orders - held);
        var early = receiver.Deliveries.Select(delivery => JsonDocument.Parse(delivery.Body).RootElement.GetProperty("id").GetInt64()).ToArray();
        await WebhookReceiver.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return receiver.Deliveries.Count == Orders;
        });

        held.Should().BeInRange(3, Orders - 3);
        early.Max().Should().BeGreaterThan(placed.Except(early).Min(), "a later order is told before an earlier one");
        receiver.Deliveries.Select(delivery => JsonDocument.Parse(delivery.Body).RootElement.GetProperty("id").GetInt64()).Should().BeEquivalentTo(placed);
    }

    [Fact]
    public async Task Same_address_twice_and_foreign_protocols_are_refused()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var id = await SubscribeAsync(client, receiver, "ORDERS_CREATE");

        var twice = await client.DataAsync(Create, new { topic = "ORDERS_CREATE", uri = receiver.Address });
        var ftp = await client.DataAsync(Create, new { topic = "ORDERS_CREATE", uri = "ftp://example.com/x" });
        var moved = await client.DataAsync("mutation($id: ID!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: { uri: \"https://example.com/h\" }) { webhookSubscription { uri } userErrors { message } } }", new { id });
        var deleted = await client.DataAsync("mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }", new { id });

        twice.Text("webhookSubscriptionCreate.userErrors.0.message").Should().Be("Address for this topic has already been taken");
        ftp.Text("webhookSubscriptionCreate.userErrors.0.message").Should().Be("Address protocol ftp:// is not supported");
        moved.Text("webhookSubscriptionUpdate.webhookSubscription.uri").Should().Be("https://example.com/h");
        deleted.Text("webhookSubscriptionDelete.deletedWebhookSubscriptionId").Should().Be(id);
    }

    private static async Task<string> SubscribeAsync(ShopClient client, WebhookReceiver receiver, string topic)
    {
        var answer = await client.DataAsync(Create, new { topic, uri = receiver.Address });
        answer.At("webhookSubscriptionCreate.userErrors").GetArrayLength().Should().Be(0);
        return answer.Text("webhookSubscriptionCreate.webhookSubscription.id")!;
    }
}
