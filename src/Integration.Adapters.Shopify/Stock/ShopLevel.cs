using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>Quantities of one item at one shop location.</summary>
internal sealed record ShopLevel(string Location, decimal OnHand, decimal? Available, DateTimeOffset UpdatedAt)
{
    public static ShopLevel Read(JsonElement level)
    {
        if (level.Member("quantities") is null)
        {
            throw RequiredFields.Missing("quantities");
        }

        var quantities = level.List("quantities").Where(quantity => quantity.Text("name") is not null)
            .DistinctBy(quantity => quantity.Text("name"), StringComparer.Ordinal)
            .ToDictionary(quantity => quantity.Text("name")!, quantity => quantity.Number("quantity"), StringComparer.Ordinal);
        return new ShopLevel(
            level.Object("location")?.Filled("id") ?? throw RequiredFields.Missing("location"), quantities.GetValueOrDefault("on_hand") ?? 0m, quantities.GetValueOrDefault("available"), RequiredFields.ChangeTime(level));
    }
}
