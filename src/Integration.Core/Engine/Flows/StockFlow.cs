using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Stock from the system that owns the number to the shop. Many changes of a SKU are one write.</summary>
internal sealed class StockFlow(StockPublication publication, IRecordReader reader, StockLedger? ledger, StockDesk? desk, DemandRecorder? demand) : SyncFlow<StockReading>
{
    private readonly StockPlanner _planner = new(publication.Owner, publication.Shop);

    public override string Name => publication.Flow;

    public override string SourceConnection => publication.Owner;

    public override string SourceEntity => EntityNames.StockLevel;

    public override bool IsRefreshed => true;

    public override int MaxBatchSize => 250;

    protected override async ValueTask<IReadOnlyList<Reading<StockReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var readings = await ReadStockAsync(heads, ct).ConfigureAwait(false);
        readings = demand is null || ledger is null ? readings : await demand.RecallAsync(heads, readings, ct).ConfigureAwait(false);
        return desk is null ? readings : await desk.RecallAsync(heads, readings, ct).ConfigureAwait(false);
    }

    protected override SubjectPlan Plan(SubjectHead head, StockReading reading, DateTimeOffset now)
    {
        var plan = desk is null ? _planner.Plan(head.Subject.Id, head.ThroughSequence, reading, now) : desk.Plan(head, reading, _planner, now);
        return demand is null ? plan : DemandRecorder.Remember(plan, head.Subject, publication.Shop, reading, now);
    }

    private async ValueTask<IReadOnlyList<Reading<StockReading>>> ReadStockAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var (owner, shop) = (publication.Owner, publication.Shop);
        var skus = heads.Select(head => head.Subject.Id).ToList();
        var mark = ledger is null ? StockMark.None : await ledger.MarkAsync(owner, skus, ct).ConfigureAwait(false);
        var owned = await reader.FindAsync<StockLevel>(owner, EntityNames.StockLevel, skus, ct).ConfigureAwait(false);
        var known = skus.Where(sku => owned.TryGetValue(sku, out var record) && record.Value is not null).ToList();
        var shown = await reader.FindAsync<StockLevel>(shop, EntityNames.StockLevel, known, ct).ConfigureAwait(false);
        var told = ledger is null
            ? null
            : await ledger.PublishableAsync(owner, shop, Levels(heads, owned), mark, ct).ConfigureAwait(false);
        return [.. skus.Select(sku =>
        {
            var own = owned.ToReading(sku, level => Read(level, level is null ? null : told?.GetValueOrDefault(level.Sku)));
            return own.Value?.Owner is null ? own : shown.ToReading(sku, level => own.Value with { Shop = level });
        })];
    }

    private static List<LevelReading> Levels(IReadOnlyList<SubjectHead> heads, IReadOnlyDictionary<string, SourceRecord<StockLevel>> owned) =>
    [
        .. heads.Select(head => owned.GetValueOrDefault(head.Subject.Id)?.Value is { } level ? new LevelReading(level, head.Grant) : null)
            .OfType<LevelReading>().DistinctBy(static reading => reading.Level.Sku),
    ];

    private static StockReading Read(StockLevel? level, ToldStock? told) => new(told?.Level ?? level, null) { Available = told?.Available };
}
