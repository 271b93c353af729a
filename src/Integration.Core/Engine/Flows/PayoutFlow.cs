using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Payouts;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Payouts of a shop's payment gateway to journals of an ERP.</summary>
internal sealed class PayoutFlow(string shop, PayoutPlanner planner, IRecordReader reader, ISyncStore store) : SyncFlow<PayoutReading>
{
    public override string Name { get; } = FlowNames.Payouts(shop);

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.Payout;

    protected override async ValueTask<IReadOnlyList<Reading<PayoutReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var payouts = await reader.FindAsync<Payout>(shop, EntityNames.Payout, [.. heads.Select(head => head.Subject.Id)], ct).ConfigureAwait(false);
        var booked = await BookedJournals.ReadAsync(store, heads, ct).ConfigureAwait(false);
        return [.. heads.Select(head => payouts.ToReading(head.Subject.Id, payout => new PayoutReading(payout, booked.GetValueOrDefault(head.Subject))))];
    }

    protected override SubjectPlan Plan(SubjectHead head, PayoutReading reading, DateTimeOffset now) => planner.Plan(head.Subject.Id, reading, now);
}
