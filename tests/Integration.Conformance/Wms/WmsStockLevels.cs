using System.Globalization;
using System.Text.Json.Nodes;
using CustomAdapter;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Wms;

internal sealed class WmsStockLevels(PretendWarehouse warehouse, TimeProvider time) : SourceFixture<StockLevel>(ConformanceReports.Json<StockLevel>())
{
    private int _count;
    private int _revision;

    public override string Entity => EntityNames.StockLevel;

    public override TimeSpan Lag => TimeSpan.FromSeconds(25);

    public override string MissingId => "SKU-99999";

    public override IReadOnlyList<string> KnownCheckpoints => ["2026-11-24T09:00:00.0000000Z|SKU-00001"];

    public override IReadOnlyList<string> RequiredMembers => ["items", "id", "revision", "changedAt", "bins", "site", "quantity"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(Add());

    public override ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        for (var i = 0; i < count; i++)
        {
            Add();
        }

        return new(true);
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        Put(id, 10m + _revision);
        return new(true);
    }

    public override string? Hollow(string body)
    {
        var page = JsonNode.Parse(body)!.AsObject();
        page["items"] = new JsonArray();
        return page.ToJsonString();
    }

    private string Add()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"SKU-{++_count:D5}");
        Put(id, 3m);
        return id;
    }

    private void Put(string id, decimal quantity) => warehouse.Count(new WmsStock(
        id, (++_revision).ToString(CultureInfo.InvariantCulture), time.GetUtcNow(), [new WmsBin("MAIN", quantity), new WmsBin("OUTLET", 1m)]));
}
