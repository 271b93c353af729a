using ErpSync.Inventory;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// What a shop that nets its own orders is told of each location: physical stock, less buffers, less the units of other shops' orders where these are expected
/// to ship from, less what the shop's channel rules keep back. Pure.
/// </summary>
internal sealed class PublishableStock(InventoryOptions options, StockSpelling spelling)
{
    /// <summary>Systems with a single pool have no location code; the books need one.</summary>
    private const string Unnamed = "*";

    /// <summary>What levels allow to promise when nothing is claimed, by SKU.</summary>
    public IReadOnlyDictionary<string, decimal> Promisable(IReadOnlyCollection<StockLevel> levels)
    {
        var book = BookOf(levels, [], null);
        return levels.ToDictionary(static level => level.Sku, level => book.Figures.AvailableToPromise(level.Sku, StockPool.DefaultName), StringComparer.Ordinal);
    }

    /// <summary>What a shop is told.</summary>
    public IReadOnlyDictionary<string, ToldStock> Of(string shop, IReadOnlyCollection<StockLevel> levels, IReadOnlyCollection<StockBalance> claims)
    {
        var own = StockAccounts.ClaimsOf(shop, "reserved");
        var orders = claims
            .GroupBy(static claim => claim.Account, StringComparer.Ordinal)
            .OrderBy(static claims => claims.Key, StringComparer.Ordinal)
            .Select(claims => new OpeningOrder(claims.Key, [.. claims.Select(static (claim, index) => new OpeningLine(index + 1, claim.Sku, claim.Quantity))])
            {
                Channel = claims.Key == own ? shop : null,
            })
            .ToList();
        var book = BookOf(levels, orders, shop);
        foreach (var order in orders.Where(order => order.Channel is null))
        {
            book.Apply(new InventoryEvent.AllocationRequested(order.Order));
        }

        return levels.ToDictionary(static level => level.Sku, level => Tell(book, shop, level), StringComparer.Ordinal);
    }

    /// <summary>What a shop that nets its own orders is told of a kit: how many the components make at each location, and the kits that its own orders hold besides.</summary>
    public ToldStock OfKit(string shop, KitRecipe kit, IReadOnlyCollection<StockLevel> components, IReadOnlyCollection<StockBalance> claims)
    {
        var orders = claims.Where(claim => kit.Components.ContainsKey(claim.Sku)).GroupBy(static claim => claim.Account, StringComparer.Ordinal)
            .OrderBy(static account => account.Key, StringComparer.Ordinal)
            .Select(static account => new OpeningOrder(account.Key, [.. account.Select(static (claim, index) => new OpeningLine(index + 1, claim.Sku, claim.Quantity))]))
            .ToList();
        var book = BookOf(components, orders, null);
        foreach (var order in orders)
        {
            book.Apply(new InventoryEvent.AllocationRequested(order.Order));
        }

        var places = components.SelectMany(static level => level.Cells).Select(static cell => cell.Location).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var cells = places.ConvertAll(place => new StockCell
        {
            Location = place,
            OnHand = kit.Components.Min(part => decimal.Floor(Math.Max(0m, book.Figures.Free(part.Key, Code(place))) / part.Value)),
        });
        var made = cells.Sum(static cell => cell.OnHand);
        var sellable = decimal.Floor((options.Channels.GetValueOrDefault(shop) ?? []).Aggregate(made, (value, rule) => rule.Apply(value, made)));
        var rank = book.Figures.Rank(StockPool.DefaultName).ToList();
        cells = KeepBack(cells, rank, made - sellable);
        var held = claims.Where(claim => claim.Sku == kit.Sku && claim.Account == StockAccounts.ClaimsOf(shop, "reserved")).Sum(static claim => claim.Quantity);
        if (held != 0m && cells.MinBy(cell => rank.IndexOf(Code(cell.Location))) is { } first)
        {
            cells[cells.IndexOf(first)] = first with { OnHand = first.OnHand + held };
        }

        return new ToldStock(new StockLevel { Sku = kit.Sku, Cells = cells }, Math.Max(0m, sellable));
    }

    private ToldStock Tell(InventoryBook book, string shop, StockLevel level)
    {
        var cells = level.Cells.Select(cell => Tell(book, level.Sku, cell)).ToList();
        if (options.Channels.ContainsKey(shop))
        {
            cells = KeepBack(cells, [.. book.Figures.Rank(StockPool.DefaultName)], cells.Sum(static cell => cell.OnHand) - book.Publisher.Value(shop, level.Sku));
        }

        return new ToldStock(level with { Cells = cells }, Math.Max(0m, cells.Sum(static cell => cell.OnHand) - book.Figures.Committed(shop, level.Sku)));
    }

    /// <summary>Takes units off, from the last location in rank on.</summary>
    private static List<StockCell> KeepBack(List<StockCell> cells, List<string> rank, decimal units)
    {
        foreach (var cell in cells.OrderByDescending(cell => rank.IndexOf(Code(cell.Location))).ToList())
        {
            var less = Math.Min(Math.Max(0m, units), Math.Max(0m, cell.OnHand));
            cells[cells.IndexOf(cell)] = cell with { OnHand = cell.OnHand - less };
            units -= less;
        }

        return cells;
    }

    private static StockCell Tell(InventoryBook book, string sku, StockCell cell)
    {
        var code = Code(cell.Location);
        return cell with { OnHand = cell.OnHand - (Math.Max(0m, book.Figures.Stock(sku, code).Sellable) - book.Figures.Free(sku, code)) };
    }

    private static string Code(string location) => location.Length == 0 ? Unnamed : location;

    private InventoryBook BookOf(IReadOnlyCollection<StockLevel> levels, IReadOnlyList<OpeningOrder> orders, string? shop)
    {
        var stock = levels
            .SelectMany(static level => level.Cells.Select(cell => (Key: new CellKey(level.Sku, Code(cell.Location)), cell.OnHand)))
            .GroupBy(static cell => cell.Key)
            .ToDictionary(static cells => cells.Key, static cells => new CellBalance(cells.Sum(static cell => cell.OnHand)));
        return new InventoryBook(Setup(stock.Keys, shop), new InventoryOpening { Stock = stock, Orders = orders });
    }

    private InventorySetup Setup(IEnumerable<CellKey> cells, string? shop) => new()
    {
        Locations = options.Locations.ToDictionary(static entry => Code(entry.Key), static entry => entry.Value, StringComparer.Ordinal),
        Pools = new Dictionary<string, StockPool> { [StockPool.DefaultName] = new([.. cells.Select(static cell => cell.Location).Distinct(StringComparer.Ordinal)]) },
        Channels = shop is null
            ? new Dictionary<string, SalesChannel>()
            : new Dictionary<string, SalesChannel> { [shop] = new() { Rules = options.Channels.GetValueOrDefault(shop) ?? [], PublishAs = PublishedQuantity.OnHand } },
        Buffers = options.Buffers.GroupBy(entry => new CellKey(spelling.Of(entry.Key.Sku), Code(entry.Key.Location))).ToDictionary(static same => same.Key, static same => same.Last().Value),
        DefaultBuffer = options.DefaultBuffer,
        Policies = new InventoryPolicies { Allocation = new AllocationPolicy { Strategy = options.Allocation } },
    };
}
