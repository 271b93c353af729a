using System.Globalization;
using ErpSync.Adapters.Files;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Files;

internal sealed class FilesReturns(FilesConformance warehouse) : SourceFixture<WarehouseReturn>(ConformanceReports.Json<WarehouseReturn>())
{
    private int _count;
    private int _units;

    public override string Entity => WarehouseReturn.EntityName;

    public override string MissingId => "R-99999";

    public override IReadOnlyList<string> KnownCheckpoints => ["warehouse-return|100000001"];

    public override async ValueTask<string> AddAsync(CancellationToken ct) => (await AddWithTextAsync("too small", ct))!;

    public override async ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct)
    {
        var id = Next();
        await SendAsync([id], text, ct);
        return id;
    }

    public override async ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        await SendAsync(Enumerable.Range(0, count).Select(_ => Next()), "too small", ct);
        return true;
    }

    public override async ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        await SendAsync([id], "too small", ct);
        return true;
    }

    protected override string? TextOf(WarehouseReturn record) => record.Lines[0].Reason;

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"R-{++_count:D5}");

    private ValueTask<string> SendAsync(IEnumerable<string> ids, string reason, CancellationToken ct)
    {
        var (at, quoted) = (warehouse.Clock.GetUtcNow(), $"\"{reason.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return warehouse.SendAsync("returns", "return_id,order_number,received_at,sku,quantity,disposition,location,reason",
            [.. ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"{id},SO-1,{at:O},BIKE,{++_units},Restock,WH-1,{quoted}"))], ct);
    }
}
