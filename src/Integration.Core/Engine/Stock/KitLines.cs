using ErpSync.Model;
using ErpSync.Planning;

namespace ErpSync.Engine;

/// <summary>The lines of orders with their kits taken apart, and which kits depend on which SKUs; every SKU in its one spelling. Pure.</summary>
internal sealed class KitLines
{
    private readonly InventoryOptions _options;
    private readonly StockSpelling _spelling;
    private readonly ILookup<string, string> _kitsOf;

    public KitLines(InventoryOptions options, StockSpelling spelling)
    {
        _options = options;
        _spelling = spelling;
        Recipes = [.. options.Kits.Select(Spelt)];
        _kitsOf = Recipes.SelectMany(static recipe => recipe.Components.Keys, static (recipe, component) => (component, recipe.Sku))
            .Distinct().ToLookup(static pair => pair.component, static pair => pair.Sku, StringComparer.Ordinal);
    }

    /// <summary>What kits consist of, and for which orders.</summary>
    public IReadOnlyList<KitRecipe> Recipes { get; }

    /// <summary>What the lines of an order claim.</summary>
    public IReadOnlyList<OrderStockLine> Of(Order order, string shop)
    {
        var lines = OrderStock.Of(order, _options.Reservation, shop).Select(line => line with { Sku = _spelling.Of(line.Sku) });
        return Recipes.Count == 0 ? [.. lines] : [.. lines.SelectMany(line => TakeApart(line, order.CreatedAt))];
    }

    /// <summary>What a SKU consists of at an instant, or null when it is no kit.</summary>
    public KitRecipe? RecipeOf(string sku, DateTimeOffset at) => KitRecipe.At(Recipes, sku, at);

    /// <summary>Kits that contain a SKU, by any recipe.</summary>
    public IEnumerable<string> KitsOf(string component) => _kitsOf[component];

    private KitRecipe Spelt(KitRecipe recipe) => recipe with
    {
        Sku = _spelling.Of(recipe.Sku),
        Components = recipe.Components.GroupBy(part => _spelling.Of(part.Key), StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.Sum(static part => part.Value), StringComparer.Ordinal),
    };

    private IEnumerable<OrderStockLine> TakeApart(OrderStockLine line, DateTimeOffset ordered) => RecipeOf(line.Sku, ordered) is not { } recipe
        ? [line]
        :
        [
            line with { Role = StockLineRole.Kit },
            .. recipe.Components.OrderBy(static part => part.Key, StringComparer.Ordinal).Select(part => Times(line, part.Key, part.Value)),
        ];

    private static OrderStockLine Times(OrderStockLine kit, string component, decimal units) => new(
        kit.Line, component, kit.Waiting * units, kit.Reserved * units, kit.Shipped * units, kit.Returned * units, kit.Released * units)
    {
        Role = StockLineRole.Component,
    };
}
