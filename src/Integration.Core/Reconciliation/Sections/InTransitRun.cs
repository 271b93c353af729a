using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Money that left the gateway's balance, or waits for a payout, and is not at the bank at the end of the period.</summary>
internal sealed class InTransitRun(RunContext context) : SectionRun(ReconciliationSection.InTransit, context)
{
    private readonly Dictionary<(string Payout, BalanceUnit Unit), decimal> _sums = [];
    private readonly Dictionary<string, PayoutRecord> _payouts = new(StringComparer.Ordinal);

    public override void Add(ReconciliationRecords slice)
    {
        foreach (var item in slice.Transactions.DistinctBy(static item => item.Id).Where(item => Context.IsInPeriod(Context.LocalDate(item.At))))
        {
            if (item.PayoutId is { } payout)
            {
                var key = (payout, BalanceUnit.Of(item.Currency));
                _sums[key] = _sums.GetValueOrDefault(key) + item.Net;
            }
            else
            {
                Unassigned(item);
            }
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
            var sum = _sums.GetValueOrDefault((payout.Id, unit));
            var arrived = Context.BankDates.TryGetValue(payout.Id, out var dates);
            if (sum != 0m && !(arrived && Context.IsInPeriod(dates.First)))
            {
                Findings.Items.Add(new ReconcilingItem { Section = Section, Key = payout.Id, Amount = sum, Unit = unit, ClearsOn = arrived ? dates.Last : null });
            }
        }
    }

    private void Unassigned(GatewayTransaction item)
    {
        var unit = BalanceUnit.Of(item.Currency);
        var age = Context.Age(item.At);
        if (age <= Context.Settings.Deadlines.Payout)
        {
            Findings.Items.Add(new ReconcilingItem { Section = Section, Key = item.Id, Amount = item.Net, Unit = unit });
        }
        else
        {
            Findings.Loose(Break(item.Id, BreakClass.Missing, BreakSubclasses.NotImported, BreakAction.Rerun, -item.Net, unit, age, item.Id));
        }
    }
}
