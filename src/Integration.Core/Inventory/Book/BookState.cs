namespace ErpSync.Inventory;

/// <summary>Everything an inventory knows. Only one step at a time may use it.</summary>
internal sealed class BookState(InventorySetup setup)
{
    private readonly SortedDictionary<string, SkuBook> _skus = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StockItem> _items = new(setup.Items, StringComparer.Ordinal);

    public InventorySetup Setup { get; } = setup;

    public InventoryPolicies Policies => Setup.Policies;

    public LocationOrder Places { get; } = new(setup);

    public LedgerWriter Ledger { get; } = new();

    public TimerQueue Timers { get; } = new();

    public DateTimeOffset Now
    {
        get => Ledger.Now;
        set => Ledger.Now = value;
    }

    public IReadOnlyCollection<SkuBook> Skus => _skus.Values;

    public Dictionary<string, OrderBook> Orders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CartBook> Carts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IntentBook> Intents { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyDictionary<string, decimal>> PreordersTaken { get; } = new(StringComparer.Ordinal);

    public List<ImportedClaimRow> ImportedRows { get; } = [];

    public HashSet<(string Order, ClosingSystem System)> Closed { get; } = [];

    /// <summary>SKUs whose figures the current step may have changed without moving units.</summary>
    public HashSet<string> Changed { get; } = new(StringComparer.Ordinal);

    /// <summary>What the current step found.</summary>
    public List<StockIssue> Issues { get; } = [];

    public SkuBook Sku(string sku)
    {
        if (!_skus.TryGetValue(sku, out var book))
        {
            _skus.Add(sku, book = new SkuBook(sku));
        }

        return book;
    }

    public SkuBook? FindSku(string sku) => _skus.GetValueOrDefault(sku);

    public StockItem Item(string sku) => _items.GetValueOrDefault(sku) ?? StockItem.Default;

    public void SetRecipe(string sku, IReadOnlyDictionary<string, decimal> components)
    {
        var item = Item(sku);
        _items[sku] = item with { Kit = (item.Kit ?? new StockKit(components)) with { Components = components } };
    }

    /// <summary>Components a new claim on the SKU takes, or null when it takes the SKU itself.</summary>
    public IReadOnlyDictionary<string, decimal>? Recipe(string sku) => Item(sku).Kit is { IsVirtual: true } kit ? kit.Components : null;

    public BackorderPolicy Backorder(string sku) => Item(sku).Backorder ?? Policies.Backorder;

    public SalesChannel? Channel(string? name) => name is null ? null : Setup.Channels.GetValueOrDefault(name);

    public string PoolOf(string? pool, string? channel) => pool ?? Channel(channel)?.Pool ?? StockPool.DefaultName;

    public void Raise(StockIssue issue) => Issues.Add(issue);
}
