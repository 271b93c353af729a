namespace ErpSync.Reconciliation.Results;

/// <summary>Key figures of a run.</summary>
public sealed record ReconciliationKpis
{
    /// <summary>Matches and breaks that belong to no match.</summary>
    public required int Items { get; init; }

    /// <summary>Matches that tie, percent of the items, two decimals; 100 when there is nothing.</summary>
    public required decimal MatchedPercent { get; init; }

    /// <summary>Breaks.</summary>
    public required int Breaks { get; init; }

    /// <summary>Breaks that are neither unexplained nor ambiguous, percent of the breaks, two decimals; 100 when there is nothing.</summary>
    public required decimal ClassifiedPercent { get; init; }

    /// <summary>Amounts of unexplained breaks by unit.</summary>
    public required IReadOnlyDictionary<BalanceUnit, decimal> Unexplained { get; init; }

    /// <summary>Age of the oldest break that is neither resolved nor without need for action; null when there is none.</summary>
    public required int? OldestBreakDays { get; init; }

    /// <summary>How many breaks resolved themselves.</summary>
    public required int AutoResolved { get; init; }

    /// <summary>Amounts that resolved themselves, by unit.</summary>
    public required IReadOnlyDictionary<BalanceUnit, decimal> AutoResolvedAmounts { get; init; }

    /// <summary>What keeps the period from being closed; empty when it can be.</summary>
    public required IReadOnlyList<CloseBlocker> Blockers { get; init; }

    /// <summary>True when nothing keeps the period from being closed.</summary>
    public bool IsCloseReady => Blockers.Count == 0;
}
