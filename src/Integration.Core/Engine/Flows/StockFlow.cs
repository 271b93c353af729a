using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Stock from the system that owns the number to the shop. Many changes of a SKU are one write.</summary>
internal sealed class StockFlow(string owner, string shop, IRecordReader reader, StockDesk? desk = null) : SyncFlow<StockReading>
{
    private readonly StockPlanner _planner = new(owner, shop);

    public override string Name { get; } = FlowNames.Stock(owner);

    public override string SourceConnection => owner;

    public override string SourceEntity => EntityNames.StockLevel;

    public override int MaxBatchSize => 250;

    protected override async ValueTask<IReadOnlyList<Reading<StockReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var readings = await ReadStockAsync(heads, ct).ConfigureAwait(false);
        return desk is null ? readings : await desk.RecallAsync(heads, readings, ct).ConfigureAwait(false);
    }

    protected override SubjectPlan Plan(SubjectHead head, StockReading reading, DateTimeOffset now) =>
        desk is null ? _planner.Plan(head.Subject.Id, head.ThroughSequence, reading) : desk.Plan(head, reading, _planner, now);

    private async ValueTask<IReadOnlyList<Reading<StockReading>>> ReadStockAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var skus = heads.Select(head => head.Subject.Id).ToList();
        var owned = await reader.FindAsync<StockLevel>(owner, EntityNames.StockLevel, skus, ct).ConfigureAwait(false);
        var known = skus.Where(sku => owned.TryGetValue(sku, out var record) && record.Value is not null).ToList();
        var shown = await reader.FindAsync<StockLevel>(shop, EntityNames.StockLevel, known, ct).ConfigureAwait(false);
        return [.. skus.Select(sku =>
        {
            var own = owned.ToReading(sku, level => new StockReading(level, null));
            return own.Value?.Owner is null ? own : shown.ToReading(sku, level => own.Value with { Shop = level });
        })];
    }
}
