namespace ErpSync.Ownership;

/// <summary>What a step came to and what must be done now. The caller makes the state durable together with what it does.</summary>
public sealed record OwnershipOutcome
{
    /// <summary>State after the step.</summary>
    public required OwnershipState State { get; init; }

    /// <summary>What it came to.</summary>
    public required OwnershipDecision Decision { get; init; }

    /// <summary>Why: a code of <see cref="OwnershipCodes"/>, the name of a resolver, or the reason of a refusal; null when there is nothing to add.</summary>
    public string? Code { get; init; }

    /// <summary>Id of the rule that applied, or null.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether an effective value changed.</summary>
    public bool IsChanged { get; init; }

    /// <summary>What must be sent, in order.</summary>
    public IReadOnlyList<PublishOrder> Publish { get; init; } = [];

    /// <summary>Systems told to compute their own value anew.</summary>
    public IReadOnlyList<string> Derive { get; init; } = [];

    /// <summary>Differences found and what was done about them.</summary>
    public IReadOnlyList<DriftRecord> Drift { get; init; } = [];

    /// <summary>Ids of proposals opened.</summary>
    public IReadOnlyList<string> Proposals { get; init; } = [];

    /// <summary>Codes of exceptions opened: each needs a person.</summary>
    public IReadOnlyList<string> Exceptions { get; init; } = [];

    /// <summary>Overrides that ended.</summary>
    public IReadOnlyList<EndedOverride> Expired { get; init; } = [];

    /// <summary>Fields that changed hands, sorted.</summary>
    public IReadOnlyList<string> HandedOff { get; init; } = [];

    /// <summary>For a scan: active overrides that hide another owner's value.</summary>
    public IReadOnlyList<PendingOverride> Pending { get; init; } = [];

    /// <summary>For a scan: counts.</summary>
    public ScanSummary? Summary { get; init; }
}
