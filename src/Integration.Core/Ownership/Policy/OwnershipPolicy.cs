namespace ErpSync.Ownership;

/// <summary>The answer to "whose number is it?", as written down; <see cref="AuthorityMap"/> is the checked form.</summary>
public sealed record OwnershipPolicy
{
    /// <summary>Version of the policy, the host's own. Default 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What fields and states without a rule mean. Default <see cref="UncoveredPolicy.Error"/>.</summary>
    public UncoveredPolicy Uncovered { get; init; }

    /// <summary>How often a field is reverted before a person must look. Default three times in 24 hours.</summary>
    public RevertLimit RevertLimit { get; init; } = new();

    /// <summary>
    /// How long an earlier publication is still recognised when it comes back from the target after a newer one; null for not at all.
    /// Default null.
    /// </summary>
    public TimeSpan? EchoWindow { get; init; }

    /// <summary>The rules, in any order.</summary>
    public IReadOnlyList<AuthorityRule> Rules { get; init; } = [];
}
