namespace ErpSync.Reconciliation.Results;

/// <summary>Totals of a section in one unit. The differences of its breaks add up to <see cref="Difference"/>: nothing is lost.</summary>
/// <param name="Section">Section.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Source">Expected.</param>
/// <param name="Target">Found.</param>
public sealed record SectionTotal(ReconciliationSection Section, BalanceUnit Unit, decimal Source, decimal Target)
{
    /// <summary>Found less expected.</summary>
    public decimal Difference => Target - Source;
}
