using ErpSync.Sandbox.Shopify.Search;

namespace ErpSync.Sandbox.Tests.Shopify;

public sealed class SearchQueryTests
{
    private static readonly Dictionary<string, Func<(long Id, string Sku, DateTimeOffset At), object?>> Fields = new()
    {
        ["id"] = item => item.Id,
        ["sku"] = item => item.Sku,
        ["updated_at"] = item => item.At,
    };

    [Theory]
    [InlineData("id:7", true)]
    [InlineData("id:8", false)]
    [InlineData("-id:8", true)]
    [InlineData("id:8 OR sku:'A B'", true)]
    [InlineData("sku:\"a b\" id:7", true)]
    [InlineData("(id:8 OR id:7) updated_at:>='2026-01-01T00:00:00Z'", true)]
    [InlineData("(id:8 OR id:7) updated_at:<'2026-01-01T00:00:00Z'", false)]
    [InlineData("id:8 AND (id:7 OR sku:x)", false)]
    [InlineData("sku:A*", true)]
    [InlineData("unknown:1", true)]
    [InlineData("updated_at:>'2026-01-02T00:00:00Z'", false)]
    [InlineData("updated_at:>='2026-01-02T00:00:00Z'", true)]
    public void Query_decides_as_the_shop_does(string text, bool fits) =>
        SearchQuery.Parse(text).Matches((7L, "A B", DateTimeOffset.Parse("2026-01-02T00:00:00Z")), Fields).Should().Be(fits);
}
