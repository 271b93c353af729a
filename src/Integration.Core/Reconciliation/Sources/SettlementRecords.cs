using ErpSync.Model;
using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Sources;

/// <summary>Payouts as a connector reads them, as records of a run: what the sections Payout, Bank and InTransit take from the gateway. Pure and thread-safe.</summary>
public static class SettlementRecords
{
    /// <summary>The payout and its balance transactions. Days are those of the zone of the run.</summary>
    /// <param name="payouts">Payouts with their transactions.</param>
    /// <param name="zone">Zone of the run (<see cref="ReconciliationScope.TimeZone"/>).</param>
    /// <returns>A slice with payouts and transactions; add bank lines to it, or give them in the last slice.</returns>
    public static ReconciliationRecords Of(IEnumerable<Payout> payouts, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(payouts);
        ArgumentNullException.ThrowIfNull(zone);
        var records = new List<PayoutRecord>();
        var transactions = new List<GatewayTransaction>();
        foreach (var payout in payouts)
        {
            records.Add(new PayoutRecord
            {
                Id = payout.Id,
                Reference = payout.Reference,
                On = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(payout.IssuedAt, zone).DateTime),
                Currency = payout.Net.Currency,
                Amount = payout.Net.Amount,
                Status = StatusOf(payout.Status),
            });
            transactions.AddRange(payout.Transactions.Select(item => new GatewayTransaction
            {
                Id = item.Id,
                PayoutId = payout.Id,
                Type = item.SourceType,
                At = item.At,
                Currency = item.Amount.Currency,
                Gross = item.Amount.Amount,
                Fee = item.Fee.Amount,
            }));
        }

        return new ReconciliationRecords { Payouts = records, Transactions = transactions };
    }

    private static SettlementStatus StatusOf(PayoutStatus status) => status switch
    {
        PayoutStatus.Paid => SettlementStatus.Success,
        PayoutStatus.Scheduled => SettlementStatus.Pending,
        _ => SettlementStatus.Failed,
    };
}
