using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Stock that changed in the shop: a signal for the SKU, whose number belongs to another system.</summary>
internal sealed class StockEchoFlow(string shop, IReadOnlyList<string> owners, IRecordReader reader) : SyncFlow<StockEchoReading>
{
    public override string Name { get; } = FlowNames.StockEcho(shop);

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.Item;

    public override bool IsSwept => false;

    protected override async ValueTask<IReadOnlyList<Reading<StockEchoReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var items = await reader.FindAsync<Item>(shop, EntityNames.Item, [.. heads.Select(head => head.Subject.Id)], ct).ConfigureAwait(false);
        return [.. heads.Select(head => items.ToReading(head.Subject.Id, item => new StockEchoReading(item?.Sku)))];
    }

    protected override SubjectPlan Plan(SubjectHead head, StockEchoReading reading, DateTimeOffset now) => new()
    {
        Title = reading.Sku,
        FollowUps = string.IsNullOrEmpty(reading.Sku)
            ? []
            : [.. owners.Select(owner => new FollowUp(FlowNames.Stock(owner), reading.Sku, $"echo:{head.Subject.Id}:{head.ThroughSequence}"))],
    };
}
