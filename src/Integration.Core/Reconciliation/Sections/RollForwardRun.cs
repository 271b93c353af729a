using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Rolls accounts forward after every other section has run, so that its differences can be traced to theirs.</summary>
internal sealed class RollForwardRun(RunContext context) : SectionRun(ReconciliationSection.RollForward, context)
{
    private readonly List<RollForwardAccount> _accounts = [];

    public override void Add(ReconciliationRecords slice) => _accounts.AddRange(slice.RollForwards);

    public override void Complete()
    {
        var drillDown = new DrillDown(Findings.Breaks, Context.Settings.SubsetCap);
        foreach (var account in _accounts)
        {
            var movements = account.Movements.Sum(static movement => movement.Amount);
            var closing = account.Opening + movements;
            var list = account.List.Sum(static item => item.Amount);
            var unit = BalanceUnit.Of(account.Currency);
            ReconciliationBreak[] breaks =
            [
                .. Check(account, RollForwardLeg.Opening, account.Opening - account.PriorClosing, []),
                .. Check(account, RollForwardLeg.Ledger, account.LedgerClosing - closing, []),
                .. Check(account, RollForwardLeg.List, list - closing, list == closing ? [] : drillDown.Explain(unit, Math.Abs(list - closing))),
            ];
            Findings.Match(Keyed(account.Account), breaks.Length > 0 ? BreakClass.Integrity : null);
            Findings.Breaks.AddRange(breaks);
            Findings.RollForwards.Add(new RollForwardResult(account, movements, closing, list, breaks.Length == 0));
        }
    }

    private IEnumerable<ReconciliationBreak> Check(RollForwardAccount account, RollForwardLeg leg, decimal? difference, IReadOnlyList<string> explainedBy)
    {
        if (difference is { } off and not 0m)
        {
            yield return Break(
                account.Account, BreakClass.Integrity, BreakSubclasses.BrokenRollForward, BreakAction.Investigate, off, BalanceUnit.Of(account.Currency), Context.Age(Context.Scope.PeriodEnd)) with
            {
                Leg = leg,
                ExplainedBy = explainedBy,
            };
        }
    }
}
