namespace ErpSync.Ownership;

/// <summary>
/// Decides what happens to fields: who may write, what is published, what is drift. A pure function of state and step; no I/O and no clock.
/// Immutable and thread-safe.
/// </summary>
/// <param name="map">The rules.</param>
public sealed class AuthorityEngine(AuthorityMap map)
{
    /// <summary>The rules.</summary>
    public AuthorityMap Map { get; } = map;

    /// <summary>Applies a step. Overrides that ran out before it end first.</summary>
    /// <param name="state">State before it.</param>
    /// <param name="step">What happens.</param>
    public OwnershipOutcome Apply(OwnershipState state, OwnershipStep step)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(step);
        var run = new StepRun(Map, state, step.At);
        Overrides.EndExpired(run);
        switch (step)
        {
            case OwnershipStep.Write write: Writes.Apply(run, write); break;
            case OwnershipStep.Acknowledge acknowledge: Acknowledge(run, acknowledge); break;
            case OwnershipStep.StartOverride start: Overrides.Start(run, start); break;
            case OwnershipStep.ReleaseOverride release: Overrides.Release(run, release); break;
            case OwnershipStep.Transition transition: Transitions.Apply(run, transition); break;
            case OwnershipStep.Answer answer: Answers.Apply(run, answer); break;
            case OwnershipStep.Clear clear: Clear(run, clear); break;
            case OwnershipStep.Scan scan: Scans.Apply(run, scan); break;
            case OwnershipStep.Advance: run.Decide(OwnershipDecision.Advanced); break;
            default: throw new ArgumentException($"A step of kind {step.GetType().Name} is not known.", nameof(step));
        }

        return run.Outcome();
    }

    private static void Acknowledge(StepRun run, OwnershipStep.Acknowledge step)
    {
        var field = run.Field(step.Field);
        if (field.Targets.GetValueOrDefault(step.Target) is not { Published: not null } target)
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.NothingPublished);
            return;
        }

        run.Set(step.Field, field with { Targets = field.Targets.SetItem(step.Target, target.Acknowledge(run.At)) });
        run.Decide(OwnershipDecision.Acknowledged);
    }

    private static void Clear(StepRun run, OwnershipStep.Clear step)
    {
        var field = run.Field(step.Field);
        if (!field.IsEscalated)
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.NotEscalated);
            return;
        }

        run.Set(step.Field, field with { IsEscalated = false, Reverts = [] });
        var rule = run.RuleFor(step.Field);
        run.FanOut(step.Field, rule, field.EffectiveValue);
        run.Decide(OwnershipDecision.Cleared, rule: rule);
    }
}
