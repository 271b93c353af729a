namespace ErpSync.Ownership;

/// <summary>What is wrong with one rule by itself: its mode and the parts that fit it.</summary>
internal static class RuleChecks
{
    public static void Run(AuthorityRule rule, Action<string, string> add)
    {
        CheckOwner(rule, add);
        CheckParties(rule, add);
        CheckReach(rule, add);
        CheckAnswers(rule, add);
    }

    private static void CheckOwner(AuthorityRule rule, Action<string, string> add)
    {
        var needsOwner = rule.Mode is AuthorityMode.Exclusive or AuthorityMode.Partitioned or AuthorityMode.Lifecycle or AuthorityMode.SeedOnce or AuthorityMode.Derived;
        if (needsOwner && rule.Owner is null)
        {
            add(OwnershipProblems.MissingOwner, $"is {rule.Mode} and has no owner. State who writes.");
        }

        if (rule.Owner is not null
            && (rule.Mode is AuthorityMode.AppendOnly or AuthorityMode.Unmanaged || (rule.Mode == AuthorityMode.Derived && rule.Owner != Systems.Library)))
        {
            add(OwnershipProblems.OwnerNotAllowed, $"is {rule.Mode} and names owner {rule.Owner}. Derived belongs to '{Systems.Library}'; AppendOnly and Unmanaged have no owner.");
        }

        if (rule.Owner is { } owner && rule.Consumers.ContainsKey(owner)
            && rule.Mode is AuthorityMode.Exclusive or AuthorityMode.Partitioned or AuthorityMode.Lifecycle or AuthorityMode.Derived)
        {
            add(OwnershipProblems.OwnerIsConsumer, $"would send {owner} its own value. Remove it from the consumers.");
        }
    }

    private static void CheckParties(AuthorityRule rule, Action<string, string> add)
    {
        if (rule.Mode == AuthorityMode.SeedOnce && rule.Seeder is null)
        {
            add(OwnershipProblems.MissingSeeder, "is SeedOnce and has no seeder. State who gives the first value.");
        }

        if (rule.Mode == AuthorityMode.AppendOnly && rule.Emitters.Count == 0)
        {
            add(OwnershipProblems.MissingEmitters, "is AppendOnly and has no emitters. State who states facts.");
        }

        if (rule.Mode == AuthorityMode.Shared && rule.Resolver is null)
        {
            add(OwnershipProblems.MissingResolver, "is Shared and has no resolver. State how the value is settled.");
        }

        if (rule.Mode == AuthorityMode.Shared && rule.Sources.Count == 0)
        {
            add(OwnershipProblems.MissingSources, "is Shared and has no sources. State who may write.");
        }

        if (rule.Mode != AuthorityMode.Shared && rule.Resolver is not null)
        {
            add(OwnershipProblems.ResolverNotAllowed, $"is {rule.Mode} and has a resolver. Only Shared needs one.");
        }
    }

    private static void CheckReach(AuthorityRule rule, Action<string, string> add)
    {
        if (rule.Mode == AuthorityMode.Partitioned && RuleReach.ScopeOf(rule).Count == 0)
        {
            add(OwnershipProblems.PartitionNeedsScope, "is Partitioned and states no scope. State at least one dimension, or make it Exclusive.");
        }

        if (rule.Mode == AuthorityMode.Lifecycle && rule.State is null or { IsEmpty: true })
        {
            add(OwnershipProblems.LifecycleNeedsState, "is Lifecycle and states no lifecycle state. State one, or make it Exclusive.");
        }
    }

    private static void CheckAnswers(AuthorityRule rule, Action<string, string> add)
    {
        if (rule.OnForeignWrite == ForeignWriteAction.Accept && rule.Mode != AuthorityMode.Shared)
        {
            add(OwnershipProblems.AcceptNotAllowed, $"is {rule.Mode} and accepts foreign writes. Only Shared can.");
        }

        if (rule.OnForeignWrite == ForeignWriteAction.Revert && !rule.Consumers.Values.Contains(ConsumerKind.Mirror))
        {
            add(OwnershipProblems.RevertNeedsMirror, "reverts foreign writes and has no Mirror consumer to publish to. Add one or choose another answer.");
        }

        if (rule.Override is { } block)
        {
            if (rule.Mode is AuthorityMode.AppendOnly or AuthorityMode.Unmanaged)
            {
                add(OwnershipProblems.OverrideNotAllowed, $"is {rule.Mode} and allows overrides. There is no owner's value to put one over.");
            }
            else if (block.MaxDuration is null)
            {
                add(OwnershipProblems.OverrideUnbounded, "allows overrides without a longest duration. State maxDuration.");
            }
        }
    }
}
