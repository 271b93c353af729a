namespace ErpSync.Reconciliation.Results;

/// <summary>Something under way that explains a difference without being one.</summary>
public sealed record ReconcilingItem
{
    /// <summary>Section.</summary>
    public required ReconciliationSection Section { get; init; }

    /// <summary>What it is about.</summary>
    public required string Key { get; init; }

    /// <summary>Class: what is under way is a matter of time.</summary>
    public BreakClass Class { get; init; } = BreakClass.Timing;

    /// <summary>Finer class.</summary>
    public string Subclass { get; init; } = BreakSubclasses.InTransit;

    /// <summary>Signed amount of money, or units without sign.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Unit of the amount.</summary>
    public required BalanceUnit Unit { get; init; }

    /// <summary>Date on which money arrived at the bank, or null while it is not there.</summary>
    public DateOnly? ClearsOn { get; init; }

    /// <summary>Ids of stock movements; empty for money.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
