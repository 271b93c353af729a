using ErpSync.Connectors;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Stock that changed in the shop without a notification, found by sweeps: a signal for the SKU, whose number belongs to another system.</summary>
internal sealed class StockDriftFlow(string shop, IReadOnlyList<StockPublication> publications, StockSpelling spelling) : SyncFlow<string>
{
    public override string Name { get; } = FlowNames.StockDrift(shop);

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.StockLevel;

    /// <summary>
    /// What the shop shows before anything was published is read with the owner's number, SKU by SKU; a look at all of it beforehand would tell nothing.
    /// </summary>
    public override bool IsSweptFromNow => true;

    public override int MaxBatchSize => 250;

    public override string SubjectOf(string id) => spelling.Of(id);

    /// <summary>Nothing to read: the subject is the SKU.</summary>
    protected override ValueTask<IReadOnlyList<Reading<string>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<Reading<string>>>([.. heads.Select(head => new Reading<string>(head.Subject.Id))]);

    protected override SubjectPlan Plan(SubjectHead head, string reading, DateTimeOffset now) => new()
    {
        Title = reading,
        FollowUps = [.. publications.Select(publication => new FollowUp(publication.Flow, reading, $"drift:{head.ThroughSequence}"))],
    };
}
