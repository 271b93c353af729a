using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Adapters.Shopify.Tests.Webhooks;

/// <summary>Subscriptions that people or Shopify changed are put right by the next look; those of other addresses are nobody's business.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private static readonly Uri Callback = new("https://erp.example.com/hooks/shop");
    private SandboxShop _shop = null!;

    public async Task InitializeAsync() => _shop = await SandboxShop.StartAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Theory]
    [InlineData("""{"filter":"total_price:>100"}""")]
    [InlineData("""{"includeFields":["id"]}""")]
    public async Task Filter_or_field_list_that_was_added_is_taken_off(string change)
    {
        using var connector = Make.Connector(_shop);
        await connector.EnsureSubscriptionsAsync(Callback, default);
        await AskAsync("mutation($id:ID!,$s:WebhookSubscriptionInput!){webhookSubscriptionUpdate(id:$id,webhookSubscription:$s){userErrors{message}}}", $$"""{"id":"{{await IdAsync("ORDERS_UPDATED")}}","s":{{change}} }""");

        var repair = await connector.EnsureSubscriptionsAsync(Callback, default);
        var after = await connector.EnsureSubscriptionsAsync(Callback, default);

        (repair.Created, repair.Repaired).Should().Be((0, 1));
        (after.Created, after.Repaired).Should().Be((0, 0));
        var (filter, fields) = (await ListAsync()).Where(node => node.GetProperty("topic").GetString() == "ORDERS_UPDATED")
            .Select(node => (node.GetProperty("filter"), node.GetProperty("includeFields"))).Single();
        filter.ValueKind.Should().Be(JsonValueKind.Null);
        fields.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Deleted_subscription_comes_back_and_one_that_is_not_wanted_goes()
    {
        using var connector = Make.Connector(_shop);
        var first = await connector.EnsureSubscriptionsAsync(Callback, default);
        await AskAsync("mutation($id:ID!){webhookSubscriptionDelete(id:$id){userErrors{message}}}", $$"""{"id":"{{await IdAsync("ORDERS_UPDATED")}}"}""");
        await CreateAsync("THEMES_PUBLISH", Callback.AbsoluteUri);
        await CreateAsync("THEMES_PUBLISH", "https://elsewhere.example.com/hooks");

        var repair = await connector.EnsureSubscriptionsAsync(Callback, default);

        (repair.Created, repair.Repaired, repair.Findings).Should().BeEquivalentTo((1, 1, Array.Empty<ConnectionFinding>()));
        _shop.WebhookSubscriptions.Count(pair => pair.Value == Callback.AbsoluteUri).Should().Be(first.Wanted);
        _shop.WebhookSubscriptions.Should().Contain(KeyValuePair.Create("ORDERS_UPDATED", Callback.AbsoluteUri));
        _shop.WebhookSubscriptions.Should().ContainSingle(pair => pair.Key == "THEMES_PUBLISH").Which.Value.Should().Be("https://elsewhere.example.com/hooks");
    }

    [Fact]
    public async Task Address_that_Shopify_refuses_is_a_finding_for_each_topic()
    {
        using var connector = Make.Connector(_shop);

        var report = await connector.EnsureSubscriptionsAsync(new Uri("ftp://erp.example.com/hooks"), default);

        report.Created.Should().Be(0);
        report.Findings.Should().HaveCount(report.Wanted).And.OnlyContain(finding => finding.Code == "shopify.webhook-refused" && finding.Hint != null);
        report.Findings[0].Message.Should().Contain("not supported");
    }

    [Fact]
    public async Task Topic_that_Shopify_does_not_know_is_a_finding_and_the_others_are_subscribed()
    {
        using var connector = Make.Connector(_shop, options => options.WebhookTopics.Insert(0, "orders/udpated"));

        var report = await connector.EnsureSubscriptionsAsync(Callback, default);

        report.Findings.Should().ContainSingle().Which.Should().Match<ConnectionFinding>(
            finding => finding.Code == "shopify.webhook-refused" && finding.Message.Contains("orders/udpated", StringComparison.Ordinal));
        report.Created.Should().Be(report.Wanted - 1);
    }

    private async Task<string> IdAsync(string topic) => (await ListAsync()).Single(node => node.GetProperty("topic").GetString() == topic).GetProperty("id").GetString()!;

    private async Task<JsonElement[]> ListAsync() =>
        [.. (await AskAsync("{webhookSubscriptions(first:100){nodes{id topic filter includeFields}}}", "{}")).GetProperty("webhookSubscriptions").GetProperty("nodes").EnumerateArray()];

    private async Task CreateAsync(string topic, string uri) => await AskAsync(
        "mutation($t:WebhookSubscriptionTopic!,$s:WebhookSubscriptionInput!){webhookSubscriptionCreate(topic:$t,webhookSubscription:$s){userErrors{message}}}",
        $$"""{"t":"{{topic}}","s":{"uri":"{{uri}}"} }""");

    private async Task<JsonElement> AskAsync(string query, string variables)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_shop.BaseAddress, "admin/api/2026-10/graphql.json"));
        request.Headers.Add("X-Shopify-Access-Token", _shop.AccessToken);
        request.Content = new StringContent($$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables}} }""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        document.RootElement.TryGetProperty("errors", out var errors).Should().BeFalse(errors.ToString());
        return document.RootElement.GetProperty("data").Clone();
    }
}
