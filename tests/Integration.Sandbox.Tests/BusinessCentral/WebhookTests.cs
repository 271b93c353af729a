using ErpSync.Sandbox.BusinessCentral;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>Checklist item 9.</summary>
public sealed class WebhookTests
{
    private static readonly SandboxErpOptions Quick = new() { NotificationWindow = TimeSpan.FromMilliseconds(50), CollectionThreshold = 3 };

    [Fact]
    public async Task Subscribing_and_renewing_need_a_handshake_and_last_three_days()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Time = time });
        await using var hook = await HookReceiver.StartAsync();

        var created = await SubscribeAsync(erp, hook, "customers");
        time.Advance(TimeSpan.FromDays(2));
        var url = $"subscriptions('{created.Text("subscriptionId")}')";
        var renewed = await erp.PatchAsync(url, new { notificationUrl = hook.Url }, created.ETag);
        hook.AnswersHandshakes = false;
        var refused = await erp.PatchAsync(url, new { notificationUrl = hook.Url }, "*");
        var without = await erp.PatchAsync(url, new { notificationUrl = hook.Url }, null);

        created.Status.Should().Be(201);
        created.Text("expirationDateTime").Should().Be("2026-05-04T08:00:00Z");
        renewed.Text("expirationDateTime").Should().Be("2026-05-06T08:00:00Z");
        hook.Handshakes.Should().BeGreaterThanOrEqualTo(3);
        refused.Status.Should().Be(400);
        without.Status.Should().Be(400);
    }

    [Fact]
    public async Task Changes_of_a_window_arrive_together_and_include_our_own()
    {
        var time = new FakeTimeProvider();
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Time = time });
        await using var hook = await HookReceiver.StartAsync();
        await SubscribeAsync(erp, hook, "salesOrders");

        var order = await erp.OrderAsync();
        await erp.PatchAsync($"{erp.Company}/salesOrders({order.Text("id")})", new { shipToCity = "Bonn" }, "*");
        time.Advance(TimeSpan.FromSeconds(30));
        var entries = await hook.NextAsync();
        erp.Erp.World.PostOrder(order.Text("number"));
        time.Advance(TimeSpan.FromSeconds(30));
        var gone = await hook.NextAsync();

        entries.Should().ContainSingle();
        entries[0].GetProperty("changeType").GetString().Should().Be("created");
        entries[0].GetProperty("clientState").GetString().Should().Be("secret");
        entries[0].GetProperty("resource").GetString().Should().Be($"api/v2.0/{erp.Company}/salesOrders({order.Text("id")})");
        gone.Should().ContainSingle().Which.GetProperty("changeType").GetString().Should().Be("deleted");
    }

    [Fact]
    public async Task Many_changes_become_one_collection_notification()
    {
        await using var erp = await ErpFixture.StartAsync(Quick);
        await using var hook = await HookReceiver.StartAsync();
        await SubscribeAsync(erp, hook, "items");

        // One unit of work cannot straddle two windows.
        await erp.PostAsync("$batch", new
        {
            requests = Enumerable.Range(0, 5).Select(n => new
            {
                id = $"{n}",
                method = "POST",
                url = $"{erp.Company}/items",
                headers = new Dictionary<string, string>(),
                body = new { displayName = $"New {n}" },
            }),
        }, "Isolation: snapshot");
        var entries = await hook.NextAsync();

        entries.Should().ContainSingle();
        entries[0].GetProperty("changeType").GetString().Should().Be("collection");
        entries[0].GetProperty("resource").GetString().Should().Contain("/items?$filter=lastModifiedDateTime%20gt%20");
    }

    [Fact]
    public async Task An_unexpected_answer_deletes_the_subscription()
    {
        await using var erp = await ErpFixture.StartAsync(Quick);
        await using var hook = await HookReceiver.StartAsync();
        await SubscribeAsync(erp, hook, "customers");
        hook.Status = 403;

        erp.Erp.World.EditCustomer("C1", "city", "Bonn");
        await hook.NextAsync();

        await UntilAsync(() => erp.Erp.World.Books.Count("subscriptions") == 0);
    }

    [Fact]
    public async Task A_server_error_is_retried_after_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Time = time });
        await using var hook = await HookReceiver.StartAsync();
        await SubscribeAsync(erp, hook, "customers");
        hook.Status = 500;

        erp.Erp.World.EditCustomer("C1", "city", "Bonn");
        time.Advance(TimeSpan.FromSeconds(29));
        hook.Messages.Should().Be(0);
        time.Advance(TimeSpan.FromSeconds(1));
        await hook.NextAsync();
        hook.Status = 200;
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(30));
            return hook.Messages > 0;
        });

        erp.Erp.World.Books.Count("subscriptions").Should().Be(1);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 2)]
    public async Task Notifications_are_lost_or_doubled_on_request(double drop, double duplicate, int expected)
    {
        await using var erp = await ErpFixture.StartAsync(Quick with
        {
            Faults = new SandboxFaultOptions { WebhookDrop = drop, WebhookDuplicate = duplicate },
        });
        await using var hook = await HookReceiver.StartAsync();
        await SubscribeAsync(erp, hook, "customers");

        erp.Erp.World.EditCustomer("C1", "city", "Bonn");

        await UntilAsync(() => erp.Erp.Statistics.FaultsInjected > 0 && hook.Messages == expected);
    }

    [Fact]
    public async Task Unsupported_sets_cannot_be_subscribed_and_supported_ones_are_listed()
    {
        await using var erp = await ErpFixture.StartAsync();
        await using var hook = await HookReceiver.StartAsync();

        var refused = await SubscribeAsync(erp, hook, "salesShipments");
        var listed = await erp.GetAsync(new Uri(erp.Erp.BaseAddress,
            $"v2.0/{erp.Erp.Options.Tenant}/Sandbox/api/microsoft/runtime/beta/{erp.Company}/webhookSupportedResources?$filter=resource eq 'v2.0*'").ToString());

        refused.Status.Should().Be(400);
        listed.Rows.Select(row => row.GetProperty("resource").GetString()).Should().Contain("v2.0/salesOrders").And.NotContain("v2.0/salesShipments");
    }

    private static Task<ErpAnswer> SubscribeAsync(ErpFixture erp, HookReceiver hook, string set) => erp.PostAsync("subscriptions", new
    {
        notificationUrl = hook.Url,
        resource = $"/api/v2.0/{erp.Company}/{set}",
        clientState = "secret",
    });

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 500 && !condition(); attempt++)
        {
            await Task.Delay(10);
        }

        condition().Should().BeTrue();
    }
}
