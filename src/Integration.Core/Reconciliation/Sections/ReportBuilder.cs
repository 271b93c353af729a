using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Puts what sections found in order, lets resolve itself what may, and counts.</summary>
internal static class ReportBuilder
{
    public static ReconciliationReport Build(RunContext context)
    {
        var findings = context.Findings;
        IReadOnlyList<ReconciliationBreak> breaks = AutoResolution.Apply([.. findings.Breaks.Order(BreakOrder.Instance)], context.Settings.AutoResolve);
        return new ReconciliationReport
        {
            Scope = context.Scope,
            Settings = context.Settings,
            Sections = context.Sections,
            Matches = [.. findings.Matches.Order(Comparer<ReconciliationMatch>.Create(CompareMatches))],
            Breaks = breaks,
            Items = [.. findings.Items.Order(Comparer<ReconcilingItem>.Create(CompareItems))],
            LateList = [.. findings.LateList.OrderBy(static entry => entry.Id, StringComparer.Ordinal)],
            Totals = [.. findings.Totals.OrderBy(static total => total.Section).ThenBy(static total => total.Unit)],
            Accounts = [.. findings.Accounts.OrderBy(static total => total.Account, StringComparer.Ordinal)],
            RollForwards = findings.RollForwards,
            Kpis = KeyFigures.Of(context, breaks),
            Alarms = Alarms.Of(breaks, context.Settings),
        };
    }

    private static int CompareMatches(ReconciliationMatch left, ReconciliationMatch right) =>
        left.Section != right.Section ? left.Section.CompareTo(right.Section)
        : left.Pass != right.Pass ? left.Pass.CompareTo(right.Pass)
        : BreakOrder.Texts(left.Source, right.Source);

    private static int CompareItems(ReconcilingItem left, ReconcilingItem right) =>
        left.Section != right.Section ? left.Section.CompareTo(right.Section)
        : string.CompareOrdinal(left.Key, right.Key) is not 0 and var order ? order
        : BreakOrder.Texts(left.Evidence, right.Evidence);
}
