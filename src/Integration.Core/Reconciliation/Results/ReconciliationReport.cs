using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Results;

/// <summary>What a run found. The same scope, records and settings give the same report.</summary>
public sealed record ReconciliationReport
{
    /// <summary>What was reconciled.</summary>
    public required ReconciliationScope Scope { get; init; }

    /// <summary>Tolerances, deadlines and limits that were used.</summary>
    public required ReconciliationSettings Settings { get; init; }

    /// <summary>Sections that were run, in order.</summary>
    public required IReadOnlyList<ReconciliationSection> Sections { get; init; }

    /// <summary>Matches, sorted by section, pass and source ids; empty when they went to a sink.</summary>
    public required IReadOnlyList<ReconciliationMatch> Matches { get; init; }

    /// <summary>Breaks, sorted by section, key, leg, class, subclass and evidence.</summary>
    public required IReadOnlyList<ReconciliationBreak> Breaks { get; init; }

    /// <summary>What is under way and accounted for, sorted by section, key and evidence.</summary>
    public required IReadOnlyList<ReconcilingItem> Items { get; init; }

    /// <summary>Events of a closed period that became known after the close, by id.</summary>
    public required IReadOnlyList<LateEntry> LateList { get; init; }

    /// <summary>Totals, sorted by section and unit.</summary>
    public required IReadOnlyList<SectionTotal> Totals { get; init; }

    /// <summary>Expected journal and general ledger by account, sorted by account; empty when that section was not run.</summary>
    public IReadOnlyList<AccountTotal> Accounts { get; init; } = [];

    /// <summary>Output tax of a run over systems, sorted by jurisdiction and code; empty when taxes were not compared.</summary>
    public IReadOnlyList<OutputTaxTotal> Taxes { get; init; } = [];

    /// <summary>Accounts rolled forward, as given.</summary>
    public required IReadOnlyList<RollForwardResult> RollForwards { get; init; }

    /// <summary>Closing balances of the accounts rolled forward, the ledger's where it is known: the <see cref="ReconciliationScope.PriorClosings"/> of the next period.</summary>
    public IReadOnlyDictionary<string, decimal> Closings => RollForwards.DistinctBy(static result => result.Account.Account, StringComparer.Ordinal)
        .ToDictionary(static result => result.Account.Account, static result => result.Account.LedgerClosing ?? result.Closing, StringComparer.Ordinal);

    /// <summary>Key figures.</summary>
    public required ReconciliationKpis Kpis { get; init; }

    /// <summary>Alarms, sorted by name.</summary>
    public required IReadOnlyList<ReconciliationAlarm> Alarms { get; init; }

    /// <summary>Register of overrides: what somebody else wrote, with who and what the ownership policy asks for.</summary>
    public IEnumerable<ReconciliationBreak> Overrides => Breaks.Where(static item => item.Class == BreakClass.Override);

    /// <summary>Register of roundings, resolved and open.</summary>
    public IEnumerable<ReconciliationBreak> Roundings => Breaks.Where(static item => item.Class == BreakClass.Rounding);
}
