using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Key figures and what keeps the period from being closed.</summary>
internal static class KeyFigures
{
    public static ReconciliationKpis Of(RunContext context, IReadOnlyList<ReconciliationBreak> breaks)
    {
        var findings = context.Findings;
        var items = findings.MatchCount + findings.LooseBreaks;
        var resolved = breaks.Where(static item => item.Status == BreakStatus.AutoResolved).ToList();
        var unexplained = Sums(breaks.Where(static item => item.Class == BreakClass.Unexplained));
        return new ReconciliationKpis
        {
            Items = items,
            MatchedPercent = Percent(findings.MatchCount - findings.OutOfBalance, items),
            Breaks = breaks.Count,
            ClassifiedPercent = Percent(breaks.Count(static item => item.Class is not (BreakClass.Unexplained or BreakClass.Ambiguous)), breaks.Count),
            Unexplained = unexplained,
            OldestBreakDays = breaks.Where(static item => item.Status is not (BreakStatus.AutoResolved or BreakStatus.NoActionNeeded)).Max(static item => (int?)item.AgeDays),
            AutoResolved = resolved.Count,
            AutoResolvedAmounts = Sums(resolved),
            Blockers = [.. Blockers(breaks, unexplained, context.Settings.Close)],
        };
    }

    private static IEnumerable<CloseBlocker> Blockers(IReadOnlyList<ReconciliationBreak> breaks, IReadOnlyDictionary<BalanceUnit, decimal> unexplained, CloseLimits limits)
    {
        if (unexplained.Any(sum => !sum.Key.IsQuantity && sum.Value > limits.UnexplainedAmount))
        {
            yield return CloseBlocker.UnexplainedAmount;
        }

        if (unexplained.GetValueOrDefault(BalanceUnit.Quantity) > limits.UnexplainedQuantity)
        {
            yield return CloseBlocker.UnexplainedQuantity;
        }

        if (limits.AmbiguousBlocks && breaks.Any(static item => item.Class == BreakClass.Ambiguous))
        {
            yield return CloseBlocker.Ambiguous;
        }
    }

    private static SortedDictionary<BalanceUnit, decimal> Sums(IEnumerable<ReconciliationBreak> breaks)
    {
        var sums = new SortedDictionary<BalanceUnit, decimal>();
        foreach (var item in breaks)
        {
            sums[item.Unit] = sums.GetValueOrDefault(item.Unit) + item.Amount;
        }

        return sums;
    }

    private static decimal Percent(int part, int whole) => whole == 0 ? 100m : decimal.Round(part * 100m / whole, 2, MidpointRounding.AwayFromZero);
}
