using ErpSync.Connectors;
using ErpSync.Ownership;

namespace ErpSync.Planning;

/// <summary>What authority says about the stock of one SKU.</summary>
/// <param name="Reading">The reading with the values that count: overrides in force, and cells that must not be written left as the shop shows them.</param>
/// <param name="State">What is known now.</param>
public sealed record StockJudgement(StockReading Reading, OwnershipState State)
{
    /// <summary>Drift and decisions, for the timeline.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why a person must look, or null.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Until when an override holds, or null.</summary>
    public DateTimeOffset? OverrideUntil { get; init; }

    /// <summary>When to look again although nothing was signalled: the shop shows a number that may be an earlier publication of ours. Null when there is none.</summary>
    public TimeSpan? LookAgainAfter { get; init; }
}
