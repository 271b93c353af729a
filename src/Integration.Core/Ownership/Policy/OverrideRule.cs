namespace ErpSync.Ownership;

/// <summary>Who may put a value over the owner's for a while.</summary>
public sealed record OverrideRule
{
    /// <summary>Actors that may start and end overrides.</summary>
    public IReadOnlyList<string> AllowedBy { get; init; } = [];

    /// <summary>Whether a reason must be stated. Default false.</summary>
    public bool ReasonRequired { get; init; }

    /// <summary>Longest duration; a rule without one is refused when the policy is loaded.</summary>
    public TimeSpan? MaxDuration { get; init; }
}
