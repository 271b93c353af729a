using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>Writes to shared fields.</summary>
internal static class SharedWrites
{
    public static void Apply(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        if (!rule.Sources.Contains(write.Writer))
        {
            Writes.Saw(run, write, rule);
            if (write.Value.Equals(run.Field(write.Field).EffectiveValue))
            {
                run.Decide(OwnershipDecision.NoOp, OwnershipCodes.Equal, rule);
            }
            else
            {
                ForeignWrites.Reject(run, write, rule, OwnershipCodes.NotASource);
            }
        }
        else if (write.Writer != rule.Owner && rule.OnForeignWrite != ForeignWriteAction.Accept)
        {
            Writes.Saw(run, write, rule);
            ForeignWrites.Apply(run, write, rule);
        }
        else if (rule.Resolver!.Name is ResolverKind.NewestVersion or ResolverKind.Manual)
        {
            Compare(run, write, rule);
        }
        else
        {
            Contribute(run, write, rule);
        }
    }

    /// <summary>Resolvers that keep one value: newest version, or a person.</summary>
    private static void Compare(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        var field = run.Field(write.Field);
        var newest = rule.Resolver!.Name == ResolverKind.NewestVersion;
        if (field.HasValue && write.Value.Equals(field.OwnerValue))
        {
            Writes.Saw(run, write, rule);
            if (newest && write.Version?.IsNewerThan(field.Version) == true)
            {
                run.Set(write.Field, run.Field(write.Field) with { Version = write.Version });
            }

            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.Equal, rule);
        }
        else if (newest && field.HasValue && write.Version?.IsOlderThan(field.Version) == true)
        {
            run.Decide(OwnershipDecision.Stale, OwnershipCodes.OldVersion, rule);
        }
        else if (field.HasValue && !(newest && write.Version?.IsNewerThan(field.Version) == true))
        {
            Writes.Saw(run, write, rule);
            var code = !newest ? OwnershipCodes.ManualDecision
                : write.Version?.IsSameAs(field.Version) == true ? OwnershipCodes.VersionConflict
                : OwnershipCodes.Uncomparable;
            ForeignWrites.Quarantine(run, write, rule, code);
        }
        else
        {
            Writes.Saw(run, write, rule);
            Settle(run, write, rule, run.Field(write.Field), write.Value, write.Version, write.Writer);
        }
    }

    /// <summary>Resolvers that keep what every source says.</summary>
    private static void Contribute(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        var field = run.Field(write.Field);
        var own = field.Contributions.GetValueOrDefault(write.Writer);
        if (own is not null && field.HasValue && write.Value.Equals(own.Value) && write.Value.Equals(field.OwnerValue))
        {
            Writes.Saw(run, write, rule);
            if (write.Version?.IsNewerThan(own.Version) == true)
            {
                // Or a late message with a version in between would be taken for news.
                field = run.Field(write.Field);
                run.Set(write.Field, field with { Contributions = field.Contributions.SetItem(write.Writer, own with { Version = write.Version }) });
            }

            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.Equal, rule);
            return;
        }

        if (own is not null && write.Version?.IsOlderThan(own.Version) == true)
        {
            run.Decide(OwnershipDecision.Stale, OwnershipCodes.OldVersion, rule);
            return;
        }

        Writes.Saw(run, write, rule);
        field = run.Field(write.Field);
        if (own is not null && write.Version?.IsSameAs(own.Version) == true && !write.Value.Equals(own.Value))
        {
            ForeignWrites.Quarantine(run, write, rule, OwnershipCodes.VersionConflict);
            return;
        }

        var contributions = field.Contributions;
        if (rule.Resolver!.Name == ResolverKind.MostRestrictive)
        {
            switch (Restriction.Judge(rule.Resolver, field, write))
            {
                case { Code: { } code }:
                    ForeignWrites.Quarantine(run, write, rule, code);
                    return;
                case { ReplacesOthers: true }:
                    contributions = contributions.Clear();
                    break;
            }
        }

        contributions = contributions.SetItem(write.Writer, new Contribution(write.Value, write.Version, run.At, write.Evidence));
        var (value, source) = Resolvers.Resolve(rule, contributions);
        var version = source is null ? write.Version : contributions[source].Version;
        Settle(run, write, rule, field with { Contributions = contributions }, value, version, source ?? write.Writer);
    }

    private static void Settle(
        StepRun run, OwnershipStep.Write write, AuthorityRule rule, FieldState field, FieldValue value, FieldVersion? version, string source)
    {
        var moved = !field.HasValue || !value.Equals(field.OwnerValue);
        var taken = field with
        {
            HasValue = true,
            OwnerValue = value,
            Version = version,
            Source = source,
            ObservedAt = moved ? run.At : field.ObservedAt,
        };
        if (Writes.Take(run, write.Field, rule, taken))
        {
            run.Decide(write.Writer == rule.Owner ? OwnershipDecision.Apply : OwnershipDecision.Accept, rule.Resolver!.Name.ToString(), rule);
        }
    }
}
