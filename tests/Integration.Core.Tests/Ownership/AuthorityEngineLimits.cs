using ErpSync.Ownership;

namespace ErpSync.Core.Tests.Ownership;

public sealed class AuthorityEngineLimits
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly FieldKey Weight = new("Item", "1", "weight");

    private readonly AuthorityEngine _engine = new(AuthorityMap.Load(
        new OwnershipPolicy { Rules = [new() { Id = "w", Entity = "Item", Fields = ["weight"], Mode = AuthorityMode.Exclusive, Owner = "erp", OnForeignWrite = ForeignWriteAction.Quarantine }] },
        [new EntitySchema { Entity = "Item", Fields = new Dictionary<string, FieldType> { ["weight"] = FieldType.Decimal } }],
        ["erp", "shop"]));

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var state = new OwnershipState();
        for (var i = 1; i <= OwnershipState.MostEvents + 5; i++)
        {
            state = _engine.Apply(state, new OwnershipStep.Write { At = Start.AddSeconds(i), Field = Weight, Writer = "shop", Value = FieldValue.Of((decimal)i), EventId = $"e{i}" }).State;
        }

        state.Events.Should().HaveCount(OwnershipState.MostEvents);
        state.Proposals.Count(one => one.Status != ProposalStatus.Open).Should().Be(OwnershipState.MostClosed);
        state.Proposals[^1].Should().Match<Proposal>(one => one.Id == $"P{OwnershipState.MostEvents + 5}" && one.Status == ProposalStatus.Open);
    }

    [Fact]
    public void A_step_changes_no_earlier_state()
    {
        var before = new OwnershipState();
        var after = _engine.Apply(before, new OwnershipStep.Write { At = Start, Field = Weight, Writer = "erp", Value = FieldValue.Of(1m) }).State;
        before.Find(Weight).Should().BeNull();
        after.Find(Weight)!.OwnerValue.Should().Be(FieldValue.Of(1m));
    }

    [Fact]
    public void Answering_a_proposal_that_does_not_exist_is_refused_by_name()
    {
        var outcome = _engine.Apply(new OwnershipState(), new OwnershipStep.Answer("P7", Systems.Steward, ProposalVerdict.Accept) { At = Start });
        outcome.Decision.Should().Be(OwnershipDecision.Reject);
        outcome.Code.Should().Be(OwnershipCodes.UnknownProposal);
    }
}
