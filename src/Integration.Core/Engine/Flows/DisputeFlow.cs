using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Payouts;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Lost disputes of a shop's payment gateway to journals of an ERP.</summary>
internal sealed class DisputeFlow(string shop, DisputePlanner planner, IRecordReader reader, ISyncStore store) : SyncFlow<DisputeReading>
{
    public override string Name { get; } = FlowNames.Disputes(shop);

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.PaymentDispute;

    protected override async ValueTask<IReadOnlyList<Reading<DisputeReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var disputes = await reader.FindAsync<PaymentDispute>(shop, EntityNames.PaymentDispute, [.. heads.Select(head => head.Subject.Id)], ct).ConfigureAwait(false);
        var booked = await BookedJournals.ReadAsync(store, heads, ct).ConfigureAwait(false);
        return [.. heads.Select(head => disputes.ToReading(head.Subject.Id, dispute => new DisputeReading(dispute, booked.GetValueOrDefault(head.Subject))))];
    }

    protected override SubjectPlan Plan(SubjectHead head, DisputeReading reading, DateTimeOffset now) => planner.Plan(head.Subject.Id, reading, now);
}
