using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Files;

internal sealed class FilesStockLevels(FilesConformance warehouse) : SourceFixture<StockLevel>(ConformanceReports.Json<StockLevel>())
{
    private int _count;
    private int _units;

    public override string Entity => EntityNames.StockLevel;

    public override string MissingId => "SKU-99999";

    public override IReadOnlyList<string> KnownCheckpoints => ["stock-level|100000001"];

    public override async ValueTask<string> AddAsync(CancellationToken ct)
    {
        var id = Next();
        await SendAsync([id], ct);
        return id;
    }

    public override async ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        await SendAsync(Enumerable.Range(0, count).Select(_ => Next()), ct);
        return true;
    }

    public override async ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        await SendAsync([id], ct);
        return true;
    }

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"SKU-{++_count:D5}");

    private ValueTask<string> SendAsync(IEnumerable<string> skus, CancellationToken ct)
    {
        var at = warehouse.Clock.GetUtcNow();
        return warehouse.SendAsync("stock", "sku,location,on_hand,as_of,available",
            [.. skus.Select(sku => string.Create(CultureInfo.InvariantCulture, $"{sku},WH-1,{++_units},{at:O},{_units}"))], ct);
    }
}
