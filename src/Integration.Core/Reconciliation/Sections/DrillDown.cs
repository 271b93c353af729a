using ErpSync.Reconciliation.Matching;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Finds the breaks that together make up a difference of a balance.</summary>
internal sealed class DrillDown
{
    private const int MostCandidates = 40;

    private static readonly ReconciliationSection[] Traced =
    [
        ReconciliationSection.OrderInvoice, ReconciliationSection.PaymentReceipt, ReconciliationSection.Transactions, ReconciliationSection.Bank,
        ReconciliationSection.RefundDocument, ReconciliationSection.CutOff,
    ];

    private readonly ILookup<BalanceUnit, ReconciliationBreak> _breaks;
    private readonly int _cap;

    public DrillDown(IEnumerable<ReconciliationBreak> breaks, int cap)
    {
        _cap = cap;
        _breaks = breaks.Where(static item => Traced.Contains(item.Section) && item.Class is not (BreakClass.Ambiguous or BreakClass.Unexplained))
            .Order(BreakOrder.Instance).ToLookup(static item => item.Unit);
    }

    /// <summary>The fewest breaks whose amounts add up, as <c>Section:key</c>; empty when there are none or more than one such set.</summary>
    public IReadOnlyList<string> Explain(BalanceUnit unit, decimal amount)
    {
        ReconciliationBreak[] candidates = [.. _breaks[unit]];
        for (var size = 1; size <= _cap && candidates.Length <= MostCandidates && size <= candidates.Length; size++)
        {
            var found = Subsets.WithSum(candidates, static item => item.Amount, amount, size, size);
            if (found.Count > 0)
            {
                return found.Count == 1 ? [.. found[0].Select(static item => $"{item.Section}:{item.Key}")] : [];
            }
        }

        return [];
    }
}
