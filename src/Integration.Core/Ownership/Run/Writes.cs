using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>A write: who the writer is to the field decides what becomes of it.</summary>
internal static class Writes
{
    public static void Apply(StepRun run, OwnershipStep.Write write)
    {
        if (write.EventId is { } id)
        {
            if (run.State.Events.Contains(id))
            {
                run.Decide(OwnershipDecision.NoOp, OwnershipCodes.DuplicateEvent);
                return;
            }

            var events = run.State.Events.Add(id);
            run.State = run.State with { Events = events.Count > OwnershipState.MostEvents ? events.RemoveAt(0) : events };
        }

        var rule = run.RuleFor(write.Field, write.Scope, write.State);
        if (rule is null)
        {
            var code = run.Map.IsCovered(write.Field.Entity, write.Field.Field) ? OwnershipCodes.NoRuleForScope : OwnershipCodes.UncoveredField;
            run.Raise(code);
            run.Decide(OwnershipDecision.Reject, code);
        }
        else if (rule.Mode == AuthorityMode.Unmanaged)
        {
            run.Decide(OwnershipDecision.Ignore, OwnershipCodes.Unmanaged, rule);
        }
        else
        {
            Judge(run, write, rule);
        }
    }

    private static void Judge(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        run.Introduce(write.Field.Record, write.Scope, write.State);
        var field = run.Field(write.Field);
        if (IsEcho(run, write, field) is { } echo)
        {
            if (echo)
            {
                run.Set(write.Field, field with { Targets = field.Targets.SetItem(write.Writer, field.Targets[write.Writer].Acknowledge(run.At)) });
            }

            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.Echo, rule);
        }
        else if (field.HandedOff.TryGetValue(write.Writer, out var outgoing) && write.Version?.Number <= outgoing)
        {
            run.Decide(OwnershipDecision.Stale, OwnershipCodes.BeforeHandOff, rule);
        }
        else if (rule.Mode == AuthorityMode.Shared)
        {
            SharedWrites.Apply(run, write, rule);
        }
        else if (rule.Mode == AuthorityMode.AppendOnly && rule.Emitters.Contains(write.Writer))
        {
            State(run, write, rule);
        }
        else if (write.Writer == rule.Owner || (rule.Mode == AuthorityMode.SeedOnce && write.Writer == rule.Seeder && !field.HasValue))
        {
            Own(run, write, rule);
        }
        else
        {
            Saw(run, write, rule);
            ForeignWrites.Apply(run, write, rule);
        }
    }

    /// <summary>What the writer wrote is what it shows, whatever is decided about it.</summary>
    public static void Saw(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        if (rule.IsMirror(write.Writer))
        {
            run.Saw(write.Field, write.Writer, write.Value);
        }
    }

    /// <summary>The written value becomes the owner's; false while an override hides it.</summary>
    public static bool Take(StepRun run, FieldKey key, AuthorityRule? rule, FieldState taken)
    {
        var before = run.Field(key).EffectiveValue;
        run.Set(key, taken);
        run.AcceptOpen(key, taken.OwnerValue);
        if (taken.Override is not null)
        {
            run.Decide(OwnershipDecision.Pending, OwnershipCodes.OverrideActive, rule);
            return false;
        }

        run.FanOut(key, rule, before);
        return true;
    }

    /// <summary>True for the last publication, false for an earlier one within the echo window, null when it is no echo.</summary>
    private static bool? IsEcho(StepRun run, OwnershipStep.Write write, FieldState field)
    {
        if (write.Actor is not (null or Systems.Integration) || field.Targets.GetValueOrDefault(write.Writer) is not { Published: { } last } target)
        {
            return null;
        }

        var hash = write.Value.Hash;
        if (!target.IsContradicted && string.Equals(last.Hash, hash, StringComparison.Ordinal))
        {
            return true;
        }

        return run.Map.Policy.EchoWindow is { } window
            && target.Earlier.Exists(publication => publication.MadeAt >= run.At - window && string.Equals(publication.Hash, hash, StringComparison.Ordinal))
                ? false
                : null;
    }

    private static void State(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        Saw(run, write, rule);
        var field = run.Field(write.Field);
        if (!field.HasValue)
        {
            if (Take(run, write.Field, rule, Owned(field, write, run.At)))
            {
                run.Decide(OwnershipDecision.Apply, OwnershipCodes.Fact, rule);
            }
        }
        else if (write.Value.Equals(field.EffectiveValue))
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.Equal, rule);
        }
        else
        {
            ForeignWrites.Reject(run, write, rule, OwnershipCodes.AppendOnlyEdit);
        }
    }

    private static void Own(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        var field = run.Field(write.Field);
        if (field.HasValue && write.Value.Equals(field.OwnerValue))
        {
            Saw(run, write, rule);
            if (write.Version is { } version && (version.IsNewerThan(field.Version) || !FieldVersion.AreComparable(version, field.Version)))
            {
                run.Set(write.Field, run.Field(write.Field) with { Version = version });
            }

            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.Equal, rule);
        }
        else if (write.Version?.IsOlderThan(field.Version) == true)
        {
            run.Decide(OwnershipDecision.Stale, OwnershipCodes.OldVersion, rule);
        }
        else if (field.HasValue && write.Version?.IsSameAs(field.Version) == true)
        {
            Saw(run, write, rule);
            ForeignWrites.Quarantine(run, write, rule, OwnershipCodes.VersionConflict);
        }
        else
        {
            Saw(run, write, rule);
            if (Take(run, write.Field, rule, Owned(run.Field(write.Field), write, run.At)))
            {
                run.Decide(OwnershipDecision.Apply, write.Writer == rule.Owner ? OwnershipCodes.Owner : OwnershipCodes.Seeded, rule);
            }
        }
    }

    private static FieldState Owned(FieldState field, OwnershipStep.Write write, DateTimeOffset at) => field with
    {
        HasValue = true,
        OwnerValue = write.Value,
        Version = write.Version,
        Source = write.Writer,
        ObservedAt = at,
    };
}
