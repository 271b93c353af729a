using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopStockSink(ShopWorld world) : SinkFixture<StockLevel>
{
    private const int Initial = 5;
    private int _count;

    public override string Entity => EntityNames.StockLevel;

    public override WriteKind Kind => WriteKind.Set;

    public override ValueTask<StockLevel> MakeAsync(CancellationToken ct)
    {
        var sku = string.Create(CultureInfo.InvariantCulture, $"SET-{++_count:D4}");
        world.AddArticle(new SandboxItem(sku, "Counted article", 9.90m, 0.19m, Initial, "4006381000017"));
        return new(Level(sku, 10m + _count, Initial));
    }

    public override ValueTask<int> CountAsync(StockLevel record, CancellationToken ct) => new(Holds(record) ? 1 : 0);

    public override ValueTask<bool> IsCompleteAsync(StockLevel record, CancellationToken ct) => new(Holds(record));

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) => new(world.Stock.Any(level => level.Sku == reference.Id));

    public override async ValueTask<(StockLevel Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => (Level((await MakeAsync(ct)).Sku, 1.5m, Initial), "cells[0].onHand");

    public override ValueTask<(StockLevel Record, string Named)?> MakeOrphanAsync(CancellationToken ct) => new((Level("SKU-MISSING", 3m, null), "SKU-MISSING"));

    public override StockLevel? Alter(StockLevel record) => Level(record.Sku, record.Cells[0].OnHand + 1m, record.Cells[0].ChangeFrom);

    public override StockLevel? Next(StockLevel record) => Level(record.Sku, record.Cells[0].OnHand + 5m, record.Cells[0].OnHand);

    public override ValueTask<WriteItem<StockLevel>?> MakeStaleAsync(StockLevel record, RecordRef reference, CancellationToken ct)
    {
        world.AdjustStock(record.Sku, 7);
        return new(new WriteItem<StockLevel>("1", new IdempotencyKey("conformance:stale"), WriteKind.Set, Level(record.Sku, 50m, record.Cells[0].OnHand)));
    }

    public override WriteItem<StockLevel>? MakeIdentical(StockLevel record, RecordRef reference) =>
        new("1", new IdempotencyKey("conformance:identical"), WriteKind.Set, Level(record.Sku, record.Cells[0].OnHand, record.Cells[0].OnHand));

    private static StockLevel Level(string sku, decimal quantity, decimal? from) => new()
    {
        Sku = sku,
        Cells = [new StockCell { Location = "MAIN", OnHand = quantity, ChangeFrom = from }],
        AsOf = ConformanceFixture.Start,
    };

    private bool Holds(StockLevel record) => world.Stock.Any(level => level.Sku == record.Sku && level.OnHand == record.Cells[0].OnHand);
}
