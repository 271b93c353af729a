using ErpSync.Adapters.Files;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Files;

/// <summary>Files as records of their own.</summary>
internal sealed class FilesReceived(FilesConformance warehouse) : SourceFixture<WarehouseFile>(ConformanceReports.Json<WarehouseFile>())
{
    private const string Header = "sku,location,on_hand,as_of";

    public override string Entity => WarehouseFile.EntityName;

    public override string MissingId => "000000099999-stock.csv";

    public override IReadOnlyList<string> KnownCheckpoints => ["warehouse-file|100000000"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => warehouse.SendAsync("stock", Header, [], ct);

    public override async ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        for (var sent = 0; sent < count; sent++)
        {
            await warehouse.DropAsync("stock", Header, [], ct);
        }

        await warehouse.PickUpAsync(ct);

        return true;
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct) => ValueTask.FromResult(false);
}
