using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Tests.Profiles;

/// <summary>What is read of a person, and who is believed.</summary>
public sealed class ProfileTests
{
    [Fact]
    public async Task Consent_and_the_named_relationship_are_read_and_nothing_else()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.RelationshipTraits.UnionWith(["tier", "points"]));
        await cdp.Box.SetTraitsAsync("C1", """{"marketing_consent":true,"marketing_consent_at":"2026-11-24T10:00:00Z","tier":"gold","points":1200,"email":"ada@example.com"}""");

        var record = await FindAsync(cdp, "C1");

        record.Value.Should().BeEquivalentTo(new CustomerProfile
        {
            CustomerId = "C1",
            Consent = Sample.OptIn(1),
            Relationship = new Dictionary<string, string> { ["tier"] = "gold", ["points"] = "1200" },
        });
        record.ChangedAt.Should().Be(Sample.Placed.AddHours(1));
    }

    [Theory]
    [InlineData("true", ConsentState.OptIn)]
    [InlineData("false", ConsentState.OptOut)]
    [InlineData("\"unsubscribed\"", ConsentState.OptOut)]
    [InlineData("\"Subscribed\"", ConsentState.OptIn)]
    public async Task Consent_comes_in_several_words(string said, ConsentState meant)
    {
        await using var cdp = await Support.Cdp.StartAsync();
        await cdp.Box.SetTraitsAsync("C1", $$"""{"marketing_consent":{{said}}}""");

        (await FindAsync(cdp, "C1")).Value!.Consent.Should().Be(new MarketingConsent(meant));
    }

    [Fact]
    public async Task An_unknown_word_is_a_fault_and_never_a_consent()
    {
        await using var cdp = await Support.Cdp.StartAsync();
        await cdp.Box.SetTraitsAsync("C1", """{"marketing_consent":"perhaps"}""");

        var record = await FindAsync(cdp, "C1");

        record.Value.Should().BeNull();
        record.IsDeleted.Should().BeFalse();
        record.Fault!.Code.Should().Be("cdp.consent-unreadable");
    }

    [Fact]
    public async Task A_person_nobody_knows_is_gone_and_a_wrong_space_is_not()
    {
        await using var cdp = await Support.Cdp.StartAsync();
        await using var lost = await Support.Cdp.StartAsync(static options => options.SpaceId = "spa_other");

        (await FindAsync(cdp, "nobody")).IsDeleted.Should().BeTrue();
        var ask = () => FindAsync(lost, "nobody");
        (await ask.Should().ThrowAsync<ConnectorException>()).Which.Fault.Code.Should().Be("cdp.http-404");
    }

    [Fact]
    public async Task A_signed_identify_is_a_signal_for_the_customer()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.UserIdPrefix = "eu-");
        var (body, signature) = cdp.Box.MakeWebhook("eu-C1", """{"marketing_consent":false}""", Sample.Placed);

        Receive(cdp, body, signature).Should().BeOfType<WebhookVerdict.Accepted>()
            .Which.Signals.Should().Equal(new ChangeSignal(EntityNames.CustomerProfile, "C1", Sample.Placed));
        Receive(cdp, body, signature[..^1] + (signature[^1] == '0' ? '1' : '0')).Should().BeOfType<WebhookVerdict.Refused>();
        Receive(cdp, [.. body, (byte)' '], signature).Should().BeOfType<WebhookVerdict.Refused>();
    }

    [Fact]
    public async Task Another_shops_customer_is_none_of_ours()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.UserIdPrefix = "eu-");
        var (body, signature) = cdp.Box.MakeWebhook("us-C1", """{"marketing_consent":false}""", Sample.Placed);

        Receive(cdp, body, signature).Should().BeOfType<WebhookVerdict.Ignored>();
    }

    private static WebhookVerdict Receive(Support.Cdp cdp, byte[] body, string signature) => cdp.Connector.Receive(new WebhookDelivery(
        body, new Dictionary<string, string> { ["x-signature"] = signature }, new Dictionary<string, string>(), Sample.Placed.AddHours(1)));

    private static async Task<SourceRecord<CustomerProfile>> FindAsync(Support.Cdp cdp, string id)
    {
        await foreach (var record in cdp.Connector.FindAsync([id], CancellationToken.None))
        {
            return record;
        }

        throw new InvalidOperationException("Nothing was answered.");
    }
}
