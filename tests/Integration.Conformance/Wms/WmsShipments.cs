using System.Globalization;
using System.Text.Json.Nodes;
using CustomAdapter;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Wms;

internal sealed class WmsShipments(PretendWarehouse warehouse, TimeProvider time) : SourceFixture<Shipment>(ConformanceReports.Json<Shipment>())
{
    private int _count;
    private int _revision;

    public override string Entity => EntityNames.Shipment;

    public override TimeSpan Lag => TimeSpan.FromSeconds(25);

    public override string MissingId => "SH-99999";

    public override IReadOnlyList<string> KnownCheckpoints => ["2026-11-24T09:00:00.0000000Z|SH-00001"];

    public override IReadOnlyList<string> RequiredMembers => ["items", "id", "revision", "changedAt", "lines", "sku", "quantity"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(Add());

    public override ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        for (var i = 0; i < count; i++)
        {
            Add(carrier: new string('c', 400));
        }

        return new(true);
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        Put(id, "DHL changed", "T");
        return new(true);
    }

    public override string? Hollow(string body)
    {
        var page = JsonNode.Parse(body)!.AsObject();
        page["items"] = new JsonArray();
        return page.ToJsonString();
    }

    public override ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => new(Add(carrier: text));

    public override ValueTask<string?> AddWithOptionalAsync(string? text, CancellationToken ct) => new(Add(carrier: text));

    protected override string? TextOf(Shipment record) => record.Carrier;

    protected override string? OptionalOf(Shipment record) => record.Carrier;

    private string Add(string? carrier = "DHL")
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"SH-{++_count:D5}");
        Put(id, carrier, "T1");
        return id;
    }

    private void Put(string id, string? carrier, string tracking) => warehouse.Ship(new WmsShipment(
        id, (++_revision).ToString(CultureInfo.InvariantCulture), time.GetUtcNow(), "1001", time.GetUtcNow(), carrier, tracking, [new WmsLine("BIKE", 1m)]));
}
