using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopStockLevels(ShopWorld world) : SourceFixture<StockLevel>(ConformanceReports.Json<StockLevel>())
{
    private int _count;

    public override string Entity => EntityNames.StockLevel;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "NOT-THERE";

    public override IReadOnlyList<string> KnownCheckpoints => ["""{"floor":"2026-11-24T08:50:00Z"}"""];

    public override IReadOnlyList<string> RequiredMembers => ["nodes", "id", "inventoryLevels", "quantities", "updatedAt"];

    public override ValueTask<string> AddAsync(CancellationToken ct)
    {
        var sku = string.Create(CultureInfo.InvariantCulture, $"STOCKED-{++_count:D4}");
        world.AddArticle(new SandboxItem(sku, "Stocked article", 9.90m, 0.19m, 5 + _count, "4006381000017"));
        return new(sku);
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        world.AdjustStock(id, 1);
        return new(true);
    }

    public override string? Hollow(string body) => GraphHollow.Of(body);

    protected override StockLevel Comparable(StockLevel record) => record with { AsOf = default };
}
