using System.Collections.Immutable;

namespace ErpSync.Inventory;

/// <summary>What an event did.</summary>
/// <param name="Outcome">Outcome.</param>
public sealed record InventoryResult(InventoryOutcome Outcome)
{
    /// <summary>Why units were refused, or null.</summary>
    public ClaimReason? Reason { get; init; }

    /// <summary>Missing units per line number (kits: kits).</summary>
    public IReadOnlyDictionary<int, decimal> Rejected { get; init; } = ImmutableDictionary<int, decimal>.Empty;

    /// <summary>For <see cref="InventoryOutcome.Advisory"/>: whether all would have been accepted without backorder.</summary>
    public bool? Enough { get; init; }

    /// <summary>Result of an allocation, or null.</summary>
    public AllocationPlan? Allocation { get; init; }

    /// <summary>What a person should know, including what timers found that were due before.</summary>
    public IReadOnlyList<StockIssue> Issues { get; init; } = [];

    /// <summary>Entries the event appended to the ledger, including those of timers that were due before.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; init; } = [];
}
