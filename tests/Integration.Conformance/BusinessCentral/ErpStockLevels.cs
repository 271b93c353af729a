using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpStockLevels(ErpDesk desk) : SourceFixture<StockLevel>(ConformanceReports.Json<StockLevel>())
{
    public override string Entity => EntityNames.StockLevel;

    public override string MissingId => "NOT-THERE";

    public override IReadOnlyList<string> KnownCheckpoints => ["12", "12~ART-00001"];

    public override IReadOnlyList<string> RequiredMembers => ["value", "number", "inventory"];

    public override IReadOnlyList<string> WordMembers => ["type"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(desk.AddItem());

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        desk.World.AdjustInventory(id, 1m);
        return new(true);
    }

    protected override StockLevel Comparable(StockLevel record) => record with { AsOf = default, Watermark = null };
}
