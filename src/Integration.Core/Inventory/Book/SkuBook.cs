namespace ErpSync.Inventory;

/// <summary>Everything about one SKU: its cells, its virtual buckets, and sums over the claims on it.</summary>
internal sealed class SkuBook(string sku)
{
    private readonly Dictionary<(string Pool, StockAccountKind Kind), decimal> _byPool = [];
    private readonly Dictionary<(string Channel, StockAccountKind Kind), decimal> _byChannel = [];
    private readonly Dictionary<string, decimal> _unpinned = new(StringComparer.Ordinal);
    private readonly Dictionary<StockAccountKind, decimal> _virtual = [];

    public string Sku { get; } = sku;

    public SortedDictionary<string, CellBook> Cells { get; } = new(StringComparer.Ordinal);

    public List<ShipmentBook> Shipments { get; } = [];

    /// <summary>Claims with units that are open, unclaimed or in flight.</summary>
    public HashSet<ClaimBook> Active { get; } = [];

    /// <summary>Lines of which units were cancelled.</summary>
    public HashSet<ClaimedLine> Cancelled { get; } = [];

    public bool PreorderReleased { get; set; }

    public CellBook Cell(string location)
    {
        if (!Cells.TryGetValue(location, out var cell))
        {
            Cells.Add(location, cell = new CellBook(location));
        }

        return cell;
    }

    public decimal Virtual(StockAccountKind kind) => _virtual.GetValueOrDefault(kind);

    public decimal InPool(string pool, StockAccountKind kind) => _byPool.GetValueOrDefault((pool, kind));

    public decimal InChannel(string channel, StockAccountKind kind) => _byChannel.GetValueOrDefault((channel, kind));

    public decimal Backordered(string pool) => InPool(pool, StockAccountKind.Backordered) + InPool(pool, StockAccountKind.BackorderedByErp);

    /// <summary>Held and reserved units of a pool without a location.</summary>
    public decimal Unpinned(string pool) => _unpinned.GetValueOrDefault(pool);

    /// <summary>Books one side of an entry of stock.</summary>
    public void Add(StockAccount account, decimal quantity)
    {
        switch (account.Kind)
        {
            case StockAccountKind.Sellable or StockAccountKind.Quality or StockAccountKind.Damaged or StockAccountKind.Quarantine:
                Cell(account.Location)[account.Kind] += quantity;
                break;
            case StockAccountKind.Incoming:
                Cell(account.Location).Receipts.Find(receipt => receipt.Id == account.Owner)!.Quantity += quantity;
                break;
            default:
                _virtual[account.Kind] = Virtual(account.Kind) + quantity;
                break;
        }
    }

    /// <summary>Keeps the sums over claims in step with a change of one.</summary>
    public void Count(ClaimBook claim, StockAccountKind kind, string location, decimal quantity)
    {
        var pool = claim.Owner.Pool;
        _byPool[(pool, kind)] = InPool(pool, kind) + quantity;
        if (claim.Owner.Channel is { } channel)
        {
            _byChannel[(channel, kind)] = InChannel(channel, kind) + quantity;
        }

        if (kind is StockAccountKind.Allocated or StockAccountKind.Picked)
        {
            Cell(location).Allocated += quantity;
        }
        else if (kind is StockAccountKind.Held or StockAccountKind.Reserved)
        {
            if (location.Length > 0)
            {
                Cell(location).Pinned += quantity;
            }
            else
            {
                _unpinned[pool] = Unpinned(pool) + quantity;
            }
        }

        if (claim.IsActive)
        {
            Active.Add(claim);
        }
        else
        {
            Active.Remove(claim);
        }
    }

    public void WriteTo(StockBalances balances)
    {
        foreach (var (kind, quantity) in _virtual)
        {
            balances.Add(Sku, new StockAccount(kind), quantity);
        }

        foreach (var cell in Cells.Values)
        {
            foreach (var kind in PhysicalBuckets)
            {
                balances.Add(Sku, new StockAccount(kind, cell.Location), cell[kind]);
            }

            foreach (var receipt in cell.Receipts)
            {
                balances.Add(Sku, new StockAccount(StockAccountKind.Incoming, cell.Location, receipt.Id), receipt.Quantity);
            }
        }
    }

    public static IReadOnlyList<StockAccountKind> PhysicalBuckets { get; } =
        [StockAccountKind.Sellable, StockAccountKind.Quality, StockAccountKind.Damaged, StockAccountKind.Quarantine];
}
