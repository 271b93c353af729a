using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning.Customers;

namespace ErpSync.Adapters.Cdp.Tests.Planning;

/// <summary>Whose word counts.</summary>
public sealed class ConsentAuthorityTests
{
    private static readonly DateTimeOffset Now = Sample.Placed.AddDays(1);

    [Fact]
    public void The_recommended_rule_lets_an_objection_win_and_a_newer_agreement_lift_it()
    {
        var authority = Recommended();

        var objected = Judge(authority, Sample.OptIn(1), Sample.OptOut(2));
        var agreed = Judge(authority, Sample.OptIn(3), Sample.OptOut(2), objected);

        objected.Consent.State.Should().Be(ConsentState.OptOut);
        objected.Fault.Should().BeNull();
        agreed.Consent.Should().Be(Sample.OptIn(3));
    }

    [Fact]
    public void A_mirror_that_lags_behind_is_no_change_of_mind()
    {
        var authority = Recommended();
        var objected = Judge(authority, Sample.OptIn(1), Sample.OptOut(2));

        var again = Judge(authority, Sample.OptIn(1), Sample.OptOut(2), objected);

        again.Consent.State.Should().Be(ConsentState.OptOut);
        again.IsNews.Should().BeFalse();
    }

    [Fact]
    public void An_agreement_without_evidence_does_not_lift_an_objection()
    {
        var authority = Recommended();
        var objected = Judge(authority, Sample.OptOut(1), null);

        var claimed = Judge(authority, Sample.OptOut(1), new MarketingConsent(ConsentState.OptIn), objected);

        claimed.Consent.State.Should().Be(ConsentState.OptOut);
        claimed.Fault!.Code.Should().Be("ownership.proposal-open");
    }

    [Fact]
    public void Who_does_not_own_the_field_changes_nothing_and_is_on_record()
    {
        var authority = Exclusive();
        var agreed = Judge(authority, null, Sample.OptIn(1));

        var tried = Judge(authority, Sample.OptOut(2), Sample.OptIn(1), agreed);

        tried.Consent.State.Should().Be(ConsentState.OptIn);
        tried.Notes.Should().ContainSingle().Which.Should().Be("Ownership: shop says OptOut for marketingConsent, OptIn counts; Reject");
    }

    [Fact]
    public void Without_a_policy_an_objection_anywhere_counts()
    {
        var authority = new ConsentAuthority(null, "shop", "cdp");

        Judge(authority, Sample.OptIn(9), Sample.OptOut(1)).Consent.State.Should().Be(ConsentState.OptOut);
        Judge(authority, Sample.OptIn(9), null).Consent.State.Should().Be(ConsentState.OptIn);
        Judge(authority, null, null).Consent.State.Should().Be(ConsentState.Unknown);
    }

    private static ConsentJudgement Judge(ConsentAuthority authority, MarketingConsent? shop, MarketingConsent? cdp, ConsentJudgement? before = null) => authority.Judge("C1", new ConsentReading
    {
        Shop = shop,
        Profile = new CustomerProfile { CustomerId = "C1", Consent = cdp },
        Ownership = before?.Ownership ?? new OwnershipState(),
        Judged = before?.Judged ?? new Dictionary<string, string>(),
    }, Now);

    private static ConsentAuthority Recommended() => Of(new OwnershipBuilder().UseRecommended("erp", "shop", crm: "cdp"));

    private static ConsentAuthority Exclusive() => Of(new OwnershipBuilder().UseRecommended("erp", "shop", crm: "cdp").Rule(new AuthorityRule
    {
        Id = "consent",
        Entity = "customer",
        Fields = [OwnedFields.Consent],
        Mode = AuthorityMode.Exclusive,
        Owner = "cdp",
        OnForeignWrite = ForeignWriteAction.Reject,
        Consumers = new Dictionary<string, ConsumerKind> { ["shop"] = ConsumerKind.Mirror },
    }));

    private static ConsentAuthority Of(OwnershipBuilder builder) => new(new AuthorityEngine(builder.Build(["erp", "shop", "cdp"])), "shop", "cdp");
}
