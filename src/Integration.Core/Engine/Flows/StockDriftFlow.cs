using ErpSync.Connectors;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Stock that changed in the shop without a notification, found by sweeps: a signal for the SKU, whose number belongs to another system.</summary>
internal sealed class StockDriftFlow(StockPublication publication) : SyncFlow<string>
{
    public override string Name { get; } = FlowNames.StockDrift(publication.Shop);

    public override string SourceConnection => publication.Shop;

    public override string SourceEntity => EntityNames.StockLevel;

    public override int MaxBatchSize => 250;

    /// <summary>Nothing to read: the subject is the SKU.</summary>
    protected override ValueTask<IReadOnlyList<Reading<string>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<Reading<string>>>([.. heads.Select(head => new Reading<string>(head.Subject.Id))]);

    protected override SubjectPlan Plan(SubjectHead head, string reading, DateTimeOffset now) => new()
    {
        Title = reading,
        FollowUps = [new FollowUp(publication.Flow, reading, $"drift:{head.ThroughSequence}")],
    };
}
