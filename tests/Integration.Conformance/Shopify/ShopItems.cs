using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopItems(ShopWorld world) : SourceFixture<Item>(ConformanceReports.Json<Item>())
{
    private readonly Dictionary<string, string> _skus = new(StringComparer.Ordinal);
    private int _count;

    public override string Entity => EntityNames.Item;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "gid://shopify/InventoryItem/1";

    public override IReadOnlyList<string> KnownCheckpoints => ["""{"floor":"2026-11-24T08:50:00Z"}"""];

    public override IReadOnlyList<string> RequiredMembers => ["nodes", "id", "sku", "updatedAt"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(Add("Article"));

    public override ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        for (var i = 0; i < count; i++)
        {
            Add("Article");
        }

        return new(true);
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        world.ChangePrice(_skus[id], 20m + _count++);
        return new(true);
    }

    public override string? Hollow(string body) => GraphHollow.Of(body);

    public override ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => new(Add(text));

    protected override string? TextOf(Item record) => record.Title.Replace(" - Default Title", "", StringComparison.Ordinal);

    private string Add(string title)
    {
        var sku = string.Create(CultureInfo.InvariantCulture, $"ART-{++_count:D5}");
        var id = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/InventoryItem/{world.AddArticle(new SandboxItem(sku, title, 19.90m, 0.19m, 5, "4006381000017"))}");
        _skus[id] = sku;
        return id;
    }
}
