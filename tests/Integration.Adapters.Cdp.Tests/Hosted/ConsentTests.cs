using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning.Customers;
using ErpSync.Storage;

namespace ErpSync.Adapters.Cdp.Tests.Hosted;

/// <summary>Consent and relationship come back from the CDP, as far as the rules let them.</summary>
public sealed class ConsentTests
{
    private static readonly SubjectKey Profile = new("profiles:cdp", "C1");

    [Fact]
    public async Task An_objection_in_the_CDP_reaches_the_shop_and_ends_the_telling()
    {
        await using var host = await CdpHost.StartAsync();
        await PlaceAsync(host);

        await host.Box.SetTraitsAsync("C1", """{"marketing_consent":false,"marketing_consent_at":"2026-11-24T12:00:00Z"}""");
        await host.UntilAsync(() => host.Shop.Find("C1")!.Consent == Sample.OptOut(3), "the shop should hear of it");
        host.Shop.Put(Sample.WithBell(Sample.Order("1001")));
        await host.SettleAsync();

        host.Shop.Written.Should().ContainSingle();
        host.Told("Order Updated").Should().BeEmpty();
        (await host.NotesAsync("activity:shop-eu", "1001")).Should().Contain("Not told for want of consent: OrderUpdated.");
        var explained = await host.ErpSync.ExplainAsync(Profile, ConsentAuthority.FieldOf("C1"));
        explained.State!.EffectiveValue.Text.Should().Be("OptOut");
        explained.Authority.Rule!.Id.Should().Be("consent");
    }

    [Fact]
    public async Task An_objection_whose_notification_was_lost_is_respected_with_the_next_event()
    {
        await using var host = await CdpHost.StartAsync();
        await PlaceAsync(host);

        host.Box.WebhookAddress = null;
        await host.Box.SetTraitsAsync("C1", """{"marketing_consent":false,"marketing_consent_at":"2026-11-24T12:00:00Z"}""");
        host.Shop.Put(Sample.WithBell(Sample.Order("1001")));
        await host.SettleAsync();

        host.Told("Order Updated").Should().BeEmpty();
        await host.UntilAsync(() => host.Shop.Find("C1")!.Consent == Sample.OptOut(3), "the shop should hear of it all the same");
    }

    [Fact]
    public async Task An_objection_in_the_shop_is_told_and_nothing_with_it()
    {
        await using var host = await CdpHost.StartAsync();
        await PlaceAsync(host);

        host.Shop.Put(Sample.Customer("C1", Sample.OptOut(4)));
        await host.SettleAsync();

        await host.UntilAsync(() => host.Box.Messages.Count(static message => message.Type == "identify") == 2, "the CDP should hear of it");
        host.Box.Messages.Last(static message => message.Type == "identify").Body.GetProperty("traits").GetRawText()
            .Should().Be("""{"marketing_consent":false,"marketing_consent_at":"2026-11-24T13:00:00.000Z"}""");
    }

    [Fact]
    public async Task The_relationship_is_written_into_the_shop()
    {
        await using var host = await CdpHost.StartAsync();
        await PlaceAsync(host);

        await host.Box.SetTraitsAsync("C1", """{"tier":"gold"}""");

        await host.UntilAsync(() => host.Shop.Written.Any(static profile => profile.Relationship.GetValueOrDefault("tier") == "gold"), "the tier belongs to the CDP");
    }

    [Fact]
    public async Task A_CDP_that_does_not_own_consent_changes_nothing_and_is_on_record()
    {
        await using var host = await CdpHost.StartAsync(rules: static own => own.Rule(new AuthorityRule
        {
            Id = "consent",
            Entity = "customer",
            Fields = [OwnedFields.Consent],
            Mode = AuthorityMode.Exclusive,
            Owner = "shop-eu",
            OnForeignWrite = ForeignWriteAction.Reject,
            Consumers = new Dictionary<string, ConsumerKind> { ["cdp"] = ConsumerKind.Mirror },
        }));
        await PlaceAsync(host);

        await host.Box.SetTraitsAsync("C1", """{"marketing_consent":false,"marketing_consent_at":"2026-11-24T12:00:00Z"}""");
        await host.UntilNotedAsync(Profile.Flow, Profile.Id, "Reject");
        host.Shop.Put(Sample.WithBell(Sample.Order("1001")));
        await host.SettleAsync();

        (await host.NotesAsync(Profile.Flow, Profile.Id)).Should().Contain("Ownership: cdp says OptOut for marketingConsent, OptIn counts; Reject");
        host.Shop.Find("C1")!.Consent.Should().Be(Sample.OptIn());
        host.Told("Order Updated").Should().Equal("1001");
    }

    [Fact]
    public async Task A_relationship_the_CDP_does_not_own_never_leaves_the_process()
    {
        await using var host = await CdpHost.StartAsync(rules: static own => own.Rule(new AuthorityRule
        {
            Id = "relationship",
            Entity = "customer",
            Fields = [OwnedFields.Relationship],
            Mode = AuthorityMode.Exclusive,
            Owner = "shop-eu",
            OnForeignWrite = ForeignWriteAction.Reject,
            Consumers = new Dictionary<string, ConsumerKind> { ["cdp"] = ConsumerKind.Mirror },
        }));
        await PlaceAsync(host);

        await host.Box.SetTraitsAsync("C1", """{"tier":"gold"}""");
        await host.UntilNotedAsync(Profile.Flow, Profile.Id, "not written");

        (await host.NotesAsync(Profile.Flow, Profile.Id)).Should().Contain(static note =>
            note.StartsWith("Ownership: not written to shop-eu: ", StringComparison.Ordinal) && note.EndsWith("relationship of customer belongs to shop-eu, not to cdp.", StringComparison.Ordinal));
        host.Shop.Written.Should().BeEmpty();
    }

    /// <summary>A customer who agreed in the shop has ordered, and the CDP knows.</summary>
    private static async Task PlaceAsync(CdpHost host)
    {
        host.Shop.Put(Sample.Customer("C1", Sample.OptIn()));
        host.Shop.Put(Sample.Order("1001"));
        await host.SettleAsync();
        await host.UntilAsync(() => host.Told("Order Completed").Count == 1 && host.Box.Messages.Any(static message => message.Type == "identify"), "the CDP should know the order and the customer");
        await host.SettleAsync();
    }
}
