using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>Decisions about proposals.</summary>
internal static class Answers
{
    public static void Apply(StepRun run, OwnershipStep.Answer step)
    {
        if (run.State.Proposals.Find(one => one.Id == step.Proposal) is not { } proposal)
        {
            run.Decide(OwnershipDecision.Reject, OwnershipCodes.UnknownProposal);
            return;
        }

        var rule = run.RuleFor(proposal.Field);
        if (proposal.Status != ProposalStatus.Open)
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.ProposalClosed, rule);
        }
        else if (step.By != rule?.Owner && !(proposal.Kind == ProposalKind.Quarantine && step.By == Systems.Steward))
        {
            run.Decide(OwnershipDecision.Reject, OwnershipCodes.NotPermitted, rule);
        }
        else if (step.Verdict == ProposalVerdict.Decline)
        {
            Decline(run, step, proposal, rule);
        }
        else
        {
            Accept(run, step, proposal, rule);
        }
    }

    private static void Accept(StepRun run, OwnershipStep.Answer step, Proposal proposal, AuthorityRule? rule)
    {
        var field = run.Field(proposal.Field);
        var shared = rule?.Mode == AuthorityMode.Shared;
        var taken = field with
        {
            HasValue = true,
            OwnerValue = proposal.Value,
            Version = shared ? proposal.Version : step.Version is { } number ? new FieldVersion(number, rule?.Owner ?? step.By) : null,
            Source = shared ? proposal.Writer : rule?.Owner ?? step.By,
            ObservedAt = run.At,
            Contributions = shared
                ? field.Contributions.Clear().Add(proposal.Writer, new Contribution(proposal.Value, proposal.Version, run.At))
                : field.Contributions,
        };
        if (Writes.Take(run, proposal.Field, rule, taken))
        {
            run.Decide(OwnershipDecision.Apply, OwnershipCodes.ProposalAccepted, rule);
        }
    }

    private static void Decline(StepRun run, OwnershipStep.Answer step, Proposal proposal, AuthorityRule? rule)
    {
        run.Close(proposal, ProposalStatus.Declined);
        var field = run.Field(proposal.Field);
        if (rule?.IsMirror(proposal.Writer) == true
            && field.Targets.GetValueOrDefault(proposal.Writer)?.Known is { } known
            && !string.Equals(known, field.EffectiveValue.Hash, StringComparison.Ordinal))
        {
            run.Publish(proposal.Field, proposal.Writer);
        }

        run.Decide(OwnershipDecision.Declined, step.Reason, rule);
    }
}
