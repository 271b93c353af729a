using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Payouts against the transactions they carry.</summary>
internal sealed class PayoutRun(RunContext context) : SectionRun(ReconciliationSection.Payout, context)
{
    private readonly Dictionary<(string Payout, BalanceUnit Unit), decimal> _sums = [];
    private readonly Dictionary<string, PayoutRecord> _payouts = new(StringComparer.Ordinal);

    public override void Add(ReconciliationRecords slice)
    {
        foreach (var item in slice.Transactions.DistinctBy(static item => item.Id).Where(static item => item.PayoutId is not null))
        {
            var key = (item.PayoutId!, BalanceUnit.Of(item.Currency));
            _sums[key] = _sums.GetValueOrDefault(key) + item.Net;
        }

        foreach (var payout in slice.Payouts.Where(static payout => payout.Status != SettlementStatus.Failed))
        {
            _payouts.TryAdd(payout.Id, payout);
        }
    }

    public override void Complete()
    {
        foreach (var payout in _payouts.Values)
        {
            var unit = BalanceUnit.Of(payout.Currency);
            var difference = payout.Amount - _sums.GetValueOrDefault((payout.Id, unit));
            Findings.Match(Keyed(payout.Id), difference == 0m ? null
                : Break(payout.Id, BreakClass.Amount, BreakSubclasses.PartialMissing, BreakAction.AskPerson, difference, unit, Context.Age(payout.On), payout.Id) with { Cause = "Transactions" });
        }
    }
}
