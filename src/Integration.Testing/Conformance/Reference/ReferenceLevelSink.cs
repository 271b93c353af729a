using System.Globalization;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

internal sealed class ReferenceLevelSink(ReferenceServer server) : SinkFixture<ReferenceLevel>
{
    private const decimal Initial = 3m;
    private int _count;

    public override string Entity => ReferenceConnector.Levels;

    public override WriteKind Kind => WriteKind.Set;

    public override ValueTask<ReferenceLevel> MakeAsync(CancellationToken ct)
    {
        var sku = string.Create(CultureInfo.InvariantCulture, $"sku-{++_count}");
        server.SetLevel(sku, Initial);
        return ValueTask.FromResult(new ReferenceLevel(sku, 10m + _count, Initial));
    }

    public override ValueTask<int> CountAsync(ReferenceLevel record, CancellationToken ct) => ValueTask.FromResult(server.Level(record.Sku) == record.Quantity ? 1 : 0);

    public override ValueTask<bool> IsCompleteAsync(ReferenceLevel record, CancellationToken ct) => ValueTask.FromResult(server.Level(record.Sku) == record.Quantity);

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) => ValueTask.FromResult(server.Level(reference.Id) is not null);

    public override async ValueTask<(ReferenceLevel Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => (await MakeAsync(ct) with { Quantity = -1m }, "quantity");

    public override ValueTask<(ReferenceLevel Record, string Named)?> MakeOrphanAsync(CancellationToken ct) =>
        ValueTask.FromResult<(ReferenceLevel, string)?>((new ReferenceLevel("sku-missing", 5m, null), "sku-missing"));

    public override ReferenceLevel? Alter(ReferenceLevel record) => record with { Quantity = record.Quantity + 1m };

    public override ReferenceLevel? Next(ReferenceLevel record) => record with { Quantity = record.Quantity + 5m, From = record.Quantity };

    public override ValueTask<WriteItem<ReferenceLevel>?> MakeStaleAsync(ReferenceLevel record, RecordRef reference, CancellationToken ct)
    {
        server.SetLevel(record.Sku, 100m);
        return ValueTask.FromResult<WriteItem<ReferenceLevel>?>(new("1", new IdempotencyKey("stale-level"), WriteKind.Set, record with { Quantity = 50m, From = record.Quantity }));
    }

    public override WriteItem<ReferenceLevel>? MakeIdentical(ReferenceLevel record, RecordRef reference) =>
        new("1", new IdempotencyKey("identical-level"), WriteKind.Set, record with { From = record.Quantity });
}
