namespace ErpSync.Ownership;

/// <summary>Overrides: guard-rails, start, end.</summary>
internal static class Overrides
{
    public static void EndExpired(StepRun run)
    {
        var ended = run.State.Overrides.Values.Where(one => one.EndedAt is null && one.ExpiresAt <= run.At)
            .OrderBy(static one => one.ExpiresAt).ThenBy(static one => one.Id, StringComparer.Ordinal).ToArray();
        foreach (var one in ended)
        {
            End(run, one);
        }
    }

    public static void Start(StepRun run, OwnershipStep.StartOverride step)
    {
        var rule = run.RuleFor(step.Field);
        if (Refusal(run, step, rule) is { } code)
        {
            run.Decide(OwnershipDecision.Reject, code, rule);
            return;
        }

        var field = run.Field(step.Field);
        var started = new FieldOverride
        {
            Id = step.Id,
            Field = step.Field,
            Value = step.Value,
            Actor = step.Actor,
            Reason = step.Reason,
            StartsAt = run.At,
            ExpiresAt = run.At + step.Duration,
        };
        run.Set(step.Field, field with { Override = started });
        Remember(run, started);
        run.FanOut(step.Field, rule, field.EffectiveValue);
        run.Decide(OwnershipDecision.OverrideStarted, rule: rule);
    }

    public static void Release(StepRun run, OwnershipStep.ReleaseOverride step)
    {
        var known = run.State.Overrides.GetValueOrDefault(step.Override);
        var rule = known is null ? null : run.RuleFor(known.Field);
        if (known is not null && rule?.Override?.AllowedBy.Contains(step.Actor) != true)
        {
            run.Decide(OwnershipDecision.Reject, OwnershipCodes.ActorNotPermitted, rule);
        }
        else if (known is not { EndedAt: null })
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.OverrideNotActive, rule);
        }
        else
        {
            End(run, known);
            run.Decide(OwnershipDecision.OverrideEnded, rule: rule);
        }
    }

    private static void End(StepRun run, FieldOverride one)
    {
        var field = run.Field(one.Field);
        run.Set(one.Field, field with { Override = null });
        Remember(run, one with { EndedAt = run.At });
        run.Ended(new EndedOverride(one.Id, one.Field, field.OwnerValue));
        run.FanOut(one.Field, run.RuleFor(one.Field), field.EffectiveValue);
    }

    private static string? Refusal(StepRun run, OwnershipStep.StartOverride step, AuthorityRule? rule)
    {
        if (rule?.Override is not { } block || rule.Mode is AuthorityMode.AppendOnly or AuthorityMode.Unmanaged)
        {
            return OwnershipCodes.OverrideNotAllowed;
        }

        if (!block.AllowedBy.Contains(step.Actor))
        {
            return OwnershipCodes.ActorNotPermitted;
        }

        if (block.ReasonRequired && string.IsNullOrWhiteSpace(step.Reason))
        {
            return OwnershipCodes.ReasonRequired;
        }

        return step.Duration <= TimeSpan.Zero ? OwnershipCodes.DurationInvalid
            : step.Duration > block.MaxDuration ? OwnershipCodes.DurationTooLong
            : run.Field(step.Field).Override is not null ? OwnershipCodes.OverrideActive
            : run.State.Overrides.ContainsKey(step.Id) ? OwnershipCodes.OverrideIdInUse
            : null;
    }

    private static void Remember(StepRun run, FieldOverride one)
    {
        var overrides = run.State.Overrides.SetItem(one.Id, one);
        var ended = overrides.Values.Where(static known => known.EndedAt is not null).ToArray();
        if (ended.Length > OwnershipState.MostClosed)
        {
            overrides = overrides.Remove(ended.OrderBy(static known => known.EndedAt).ThenBy(static known => known.Id, StringComparer.Ordinal).First().Id);
        }

        run.State = run.State with { Overrides = overrides };
    }
}
