using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Tests.Webhooks;

public sealed class WebhookTests
{
    private const string Secret = "test-webhook-secret";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Published_vector_is_accepted_and_any_changed_byte_is_not()
    {
        const string Body = """{"id":1234567890,"email":"customer@example.com","total_price":"123.45"}""";
        const string Signature = "QNyObTlKbMx2qDlPF/ZOZcBqg5OgPg+2oky3zldc0Gw=";

        var verdict = Receive("orders/create", Body, Signature);
        var signal = verdict.Should().BeOfType<WebhookVerdict.Accepted>().Which.Signals.Should().ContainSingle().Subject;
        signal.Should().Be(new ChangeSignal(EntityNames.Order, "gid://shopify/Order/1234567890", Now.AddMinutes(-1)));
        Receive("orders/create", Body + " ", Signature).Should().BeOfType<WebhookVerdict.Refused>().Which.StatusCode.Should().Be(401);
        Receive("orders/create", Body, "AAAA").Should().BeOfType<WebhookVerdict.Refused>();
        Receive("orders/create", Body, "not base64!").Should().BeOfType<WebhookVerdict.Refused>();
    }

    [Fact]
    public void Every_secret_of_a_rotation_is_accepted_and_no_other()
    {
        using var connector = Make.Connector(new ScriptedShop(), options => options.WebhookSecrets.Insert(0, "new-secret"));
        using var bare = Make.Connector(new ScriptedShop(), options => options.WebhookSecrets.Clear());
        var body = """{"id":1}""";

        connector.Receive(Delivery("orders/paid", body, Sign(body, "new-secret"))).Should().BeOfType<WebhookVerdict.Accepted>();
        connector.Receive(Delivery("orders/paid", body, Sign(body, Secret))).Should().BeOfType<WebhookVerdict.Accepted>();
        connector.Receive(Delivery("orders/paid", body, Sign(body, "third"))).Should().BeOfType<WebhookVerdict.Refused>();
        bare.Receive(Delivery("orders/paid", body, Sign(body, ""))).Should().BeOfType<WebhookVerdict.Refused>();
    }

    [Fact]
    public void Other_shops_missing_headers_and_unreadable_bodies_are_refused()
    {
        var body = """{"id":1}""";

        Receive("orders/paid", body, shop: "other.myshopify.com").Should().BeOfType<WebhookVerdict.Refused>().Which.StatusCode.Should().Be(401);
        Receive(null, body).Should().BeOfType<WebhookVerdict.Refused>().Which.StatusCode.Should().Be(401);
        Receive("orders/paid", "{\"id\":").Should().BeOfType<WebhookVerdict.Refused>().Which.StatusCode.Should().Be(400);
        Receive("orders/paid", "[]").Should().BeOfType<WebhookVerdict.Refused>().Which.StatusCode.Should().Be(400);
        Receive("orders/paid", "{}").Should().BeOfType<WebhookVerdict.Refused>().Which.StatusCode.Should().Be(400);
        Receive("orders/paid", new string(' ', 5_000_000)).Should().BeOfType<WebhookVerdict.Refused>().Which.StatusCode.Should().Be(413);
    }

    [Theory]
    [InlineData("orders/updated", """{"id":7}""", EntityNames.Order, "gid://shopify/Order/7", false)]
    [InlineData("orders/updated", """{"id":"7"}""", EntityNames.Order, "gid://shopify/Order/7", false)]
    [InlineData("orders/updated", """{"id":8,"admin_graphql_api_id":"gid://shopify/Order/7"}""", EntityNames.Order, "gid://shopify/Order/7", false)]
    [InlineData("orders/delete", """{"id":7}""", EntityNames.Order, "gid://shopify/Order/7", true)]
    [InlineData("orders/edited", """{"order_edit":{"id":1,"order_id":7}}""", EntityNames.Order, "gid://shopify/Order/7", false)]
    [InlineData("refunds/create", """{"id":1,"order_id":7}""", EntityNames.Order, "gid://shopify/Order/7", false)]
    [InlineData("returns/approve", """{"id":1,"order":{"id":7}}""", EntityNames.Order, "gid://shopify/Order/7", false)]
    [InlineData("inventory_levels/update", """{"inventory_item_id":7,"location_id":1}""", EntityNames.Item, "gid://shopify/InventoryItem/7", false)]
    [InlineData("customers/update", """{"id":7}""", EntityNames.Customer, "gid://shopify/Customer/7", false)]
    [InlineData("customers/delete", """{"id":7}""", EntityNames.Customer, "gid://shopify/Customer/7", true)]
    public void Topic_names_the_record(string topic, string body, string entity, string id, bool deleted)
    {
        Receive(topic, body).Should().BeOfType<WebhookVerdict.Accepted>().Which.Signals.Should().ContainSingle()
            .Which.Should().Be(new ChangeSignal(entity, id, Now.AddMinutes(-1), deleted));
    }

    [Fact]
    public void Compliance_topics_are_accepted_without_signals_and_foreign_topics_ignored()
    {
        Receive("customers/redact", """{"shop_id":1}""").Should().BeOfType<WebhookVerdict.Accepted>().Which.Signals.Should().BeEmpty();
        Receive("shop/redact", """{"shop_id":1}""").Should().BeOfType<WebhookVerdict.Accepted>();
        Receive("app/uninstalled", """{"id":1}""").Should().BeOfType<WebhookVerdict.Ignored>();
        Receive("themes/publish", """{"id":1}""").Should().BeOfType<WebhookVerdict.Ignored>();
    }

    [SharedDataFact("data/shopify/webhooks")]
    public void Every_published_body_has_an_answer_and_orders_lose_nothing()
    {
        var root = SharedData.PathOf("data", "shopify", "webhooks");
        var verdicts = Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(root, file).Replace(".json", "", StringComparison.Ordinal).Replace('\\', '/'), file => Receive(TopicOf(root, file), File.ReadAllText(file)));

        verdicts.Should().HaveCountGreaterThan(200);
        var refused = verdicts.Where(pair => pair.Value is WebhookVerdict.Refused).Select(pair => pair.Key);
        refused.Should().OnlyContain(topic => EmptyBodies(root).Contains(topic), "only bodies that name nothing may be refused");
        foreach (var topic in verdicts.Keys.Except(EmptyBodies(root)).Where(topic => topic.StartsWith("orders/", StringComparison.Ordinal) || topic.StartsWith("refunds/", StringComparison.Ordinal) || topic.StartsWith("fulfillments/", StringComparison.Ordinal)))
        {
            verdicts[topic].Should().BeOfType<WebhookVerdict.Accepted>(topic).Which.Signals.Should().ContainSingle().Which.Entity.Should().Be(EntityNames.Order);
        }
    }

    /// <summary>Topics whose published sample names no record: it is empty, or its ids are null.</summary>
    private static HashSet<string> EmptyBodies(string root) => [.. Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
        .Where(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement is not { ValueKind: JsonValueKind.Object } body
            || !body.EnumerateObject().Any(member => member.Name.Contains("id", StringComparison.Ordinal) && member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                && !body.EnumerateObject().Any(member => member.Value.ValueKind == JsonValueKind.Object))
        .Select(file => TopicOf(root, file))];

    private static string TopicOf(string root, string file) => Path.GetRelativePath(root, file).Replace(".json", "", StringComparison.Ordinal).Replace('\\', '/');

    private static WebhookVerdict Receive(string? topic, string body, string? signature = null, string shop = "sandbox.myshopify.com")
    {
        using var connector = Make.Connector(new ScriptedShop());
        return connector.Receive(Delivery(topic, body, signature ?? Sign(body, Secret), shop));
    }

    private static WebhookDelivery Delivery(string? topic, string body, string signature, string shop = "sandbox.myshopify.com")
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["x-shopify-hmac-sha256"] = signature,
            ["X-Shopify-Shop-Domain"] = shop,
            ["X-Shopify-Webhook-Id"] = "delivery-1",
            ["X-Shopify-Triggered-At"] = "2026-11-24T11:59:00Z",
        };
        if (topic is not null)
        {
            headers["X-Shopify-Topic"] = topic;
        }

        return new WebhookDelivery(Encoding.UTF8.GetBytes(body), headers, new Dictionary<string, string>(), Now);
    }

    private static string Sign(string body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}
