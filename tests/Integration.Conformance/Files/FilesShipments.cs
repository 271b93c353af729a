using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Files;

internal sealed class FilesShipments(FilesConformance warehouse) : SourceFixture<Shipment>(ConformanceReports.Json<Shipment>())
{
    private int _count;
    private int _units;

    public override string Entity => EntityNames.Shipment;

    public override string MissingId => "SH-99999";

    public override IReadOnlyList<string> KnownCheckpoints => ["shipment|100000001"];

    public override async ValueTask<string> AddAsync(CancellationToken ct) => (await AddWithTextAsync("DHL", ct))!;

    public override async ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct)
    {
        var id = Next();
        await SendAsync([id], text, ct);
        return id;
    }

    public override async ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        await SendAsync(Enumerable.Range(0, count).Select(_ => Next()), "DHL", ct);
        return true;
    }

    public override async ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        await SendAsync([id], "DHL", ct);
        return true;
    }

    protected override string? TextOf(Shipment record) => record.Carrier;

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"SH-{++_count:D5}");

    private ValueTask<string> SendAsync(IEnumerable<string> ids, string carrier, CancellationToken ct)
    {
        var (at, quoted) = (warehouse.Clock.GetUtcNow(), $"\"{carrier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return warehouse.SendAsync("shipments", "shipment_id,order_number,shipped_at,sku,quantity,carrier,tracking",
            [.. ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"{id},SO-1,{at:O},BIKE,{++_units},{quoted},T1"))], ct);
    }
}
