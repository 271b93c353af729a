using ErpSync.Inventory;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// What a shop that nets its own orders is told of each location: physical stock, less buffers, less the units of other shops' orders where these are expected
/// to ship from. Pure.
/// </summary>
internal sealed class PublishableStock(InventoryOptions options)
{
    /// <summary>Systems with a single pool have no location code; the books need one.</summary>
    private const string Unnamed = "*";

    public IReadOnlyDictionary<string, StockLevel> Of(IReadOnlyCollection<StockLevel> levels, IEnumerable<StockBalance> othersClaims)
    {
        var stock = levels
            .SelectMany(static level => level.Cells.Select(cell => (Key: new CellKey(level.Sku, Code(cell.Location)), cell.OnHand)))
            .GroupBy(static cell => cell.Key)
            .ToDictionary(static cells => cells.Key, static cells => new CellBalance(cells.Sum(static cell => cell.OnHand)));
        var others = othersClaims
            .GroupBy(static claim => claim.Account, StringComparer.Ordinal)
            .OrderBy(static claims => claims.Key, StringComparer.Ordinal)
            .Select(static claims => new OpeningOrder(claims.Key, [.. claims.Select(static (claim, index) => new OpeningLine(index + 1, claim.Sku, claim.Quantity))]))
            .ToList();
        var book = new InventoryBook(Setup(stock.Keys), new InventoryOpening { Stock = stock, Orders = others });
        foreach (var order in others)
        {
            book.Apply(new InventoryEvent.AllocationRequested(order.Order));
        }

        return levels.ToDictionary(static level => level.Sku, level => level with { Cells = [.. level.Cells.Select(cell => Tell(book, level.Sku, cell))] }, StringComparer.Ordinal);
    }

    private static StockCell Tell(InventoryBook book, string sku, StockCell cell)
    {
        var code = Code(cell.Location);
        return cell with { OnHand = cell.OnHand - (Math.Max(0m, book.Figures.Stock(sku, code).Sellable) - book.Figures.Free(sku, code)) };
    }

    private static string Code(string location) => location.Length == 0 ? Unnamed : location;

    private InventorySetup Setup(IEnumerable<CellKey> cells) => new()
    {
        Locations = options.Locations.ToDictionary(static entry => Code(entry.Key), static entry => entry.Value, StringComparer.Ordinal),
        Pools = new Dictionary<string, StockPool> { [StockPool.DefaultName] = new([.. cells.Select(static cell => cell.Location).Distinct(StringComparer.Ordinal)]) },
        Buffers = options.Buffers.ToDictionary(static entry => new CellKey(entry.Key.Sku, Code(entry.Key.Location)), static entry => entry.Value),
        DefaultBuffer = options.DefaultBuffer,
        Policies = new InventoryPolicies { Allocation = new AllocationPolicy { Strategy = options.Allocation } },
    };
}
