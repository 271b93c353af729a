using ErpSync.Inventory;

namespace ErpSync.Planning;

/// <summary>
/// Stock policies of the host: <c>sync.Inventory(inv => inv.ReserveAt(ReservationTrigger.OrderPlaced).AllocateBy(AllocationStrategy.MinSplits).Buffer(2))</c>.
/// With them, orders are kept as claims in the stock ledger, and what a shop is told comes from it.
/// </summary>
public sealed class InventoryOptions
{
    private readonly Dictionary<CellKey, IStockBuffer> _buffers = [];
    private readonly Dictionary<string, StockLocation> _locations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<IChannelRule>> _channels = new(StringComparer.Ordinal);
    private readonly List<KitRecipe> _kits = [];

    /// <summary>When orders claim their units. Default: when placed.</summary>
    public IReservationRule Reservation { get; private set; } = ReservationRule.At(ReservationTrigger.OrderPlaced);

    /// <summary>Locations that other shops' claims are expected to ship from, and are therefore taken off. Default <see cref="AllocationStrategy.Priority"/>.</summary>
    public IAllocationStrategy Allocation { get; private set; } = AllocationStrategy.Priority;

    /// <summary>Units kept back at every location without a buffer of its own, or null (the default) for none.</summary>
    public IStockBuffer? DefaultBuffer { get; private set; }

    /// <summary>Units kept back of a SKU at a location.</summary>
    public IReadOnlyDictionary<CellKey, IStockBuffer> Buffers => _buffers;

    /// <summary>What is known of locations, by their code in the system that owns the stock.</summary>
    public IReadOnlyDictionary<string, StockLocation> Locations => _locations;

    /// <summary>
    /// Orders that want more than there is. Default <see cref="BackorderKind.AllowUnlimited"/>: every order claims, and a shortage shows as a number below zero.
    /// With <see cref="BackorderKind.Deny"/> and <see cref="BackorderKind.AllowLimit"/> such an order claims nothing, is not written, and is the case
    /// <c>stock.not-claimable</c>.
    /// </summary>
    public BackorderPolicy Backorder { get; private set; } = new() { Kind = BackorderKind.AllowUnlimited };

    /// <summary>Rules by connection id of the shop, from the pool's figure to the shop's.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IChannelRule>> Channels => _channels;

    /// <summary>What kits consist of, and for which orders.</summary>
    internal IReadOnlyList<KitRecipe> Kits => _kits;

    /// <summary>How often the balances are compared with the sum of all ledger entries. Default 1 hour.</summary>
    public TimeSpan CompareInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Orders claim at this moment.</summary>
    /// <param name="trigger">Moment.</param>
    public InventoryOptions ReserveAt(ReservationTrigger trigger)
    {
        HoldsCarts = trigger == ReservationTrigger.Cart;
        Reservation = ReservationRule.At(trigger);
        return this;
    }

    /// <summary>Orders claim by a rule of the host's own.</summary>
    /// <param name="rule">Rule.</param>
    public InventoryOptions ReserveAt(IReservationRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        HoldsCarts = rule.HoldsCarts;
        Reservation = rule;
        return this;
    }

    /// <summary>Chooses locations by a strategy.</summary>
    /// <param name="strategy">Strategy.</param>
    public InventoryOptions AllocateBy(IAllocationStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        Allocation = strategy;
        return this;
    }

    /// <summary>Keeps a number of units of every SKU back at every location.</summary>
    /// <param name="units">Units, not negative.</param>
    public InventoryOptions Buffer(decimal units) => Buffer(StockBuffer.Units(units));

    /// <summary>Keeps units back at every location.</summary>
    /// <param name="buffer">Buffer.</param>
    public InventoryOptions Buffer(IStockBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        DefaultBuffer = buffer;
        return this;
    }

    /// <summary>Keeps units of a SKU back at a location.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="location">Location code in the system that owns the stock.</param>
    /// <param name="buffer">Buffer.</param>
    public InventoryOptions Buffer(string sku, string location, IStockBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        _buffers[new CellKey(sku, location)] = buffer;
        return this;
    }

    /// <summary>States priority, distance and costs of a location.</summary>
    /// <param name="code">Location code in the system that owns the stock.</param>
    /// <param name="location">What is known of it.</param>
    public InventoryOptions Location(string code, StockLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        _locations[code] = location;
        return this;
    }

    /// <summary>Says what becomes of orders that want more than there is.</summary>
    /// <param name="policy">Deny, up to a limit per SKU, or without limit; orders claim everything or nothing.</param>
    public InventoryOptions Backorders(BackorderPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Backorder = policy;
        return this;
    }

    /// <summary>Tells a shop less than there is. The rules bound what is published, not what is claimed.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    /// <param name="rules">Rules, applied from left to right; no quota.</param>
    public InventoryOptions Channel(string shop, params IReadOnlyList<IChannelRule> rules)
    {
        ArgumentException.ThrowIfNullOrEmpty(shop);
        ArgumentNullException.ThrowIfNull(rules);
        _channels[shop] = [.. rules];
        return this;
    }

    /// <summary>
    /// A SKU that is sold as one and kept as its components: its orders claim the components, and the shop is told how many kits these make. What orders claim is pinned by
    /// their date: when a kit changes, state the new one with the instant from which orders get it and keep the old one.
    /// </summary>
    /// <param name="sku">SKU of the kit, as orders name it.</param>
    /// <param name="kit">Base units of each component in one kit; not stocked, because a kit that is kept assembled is an article like any other.</param>
    /// <param name="from">Orders placed from here on get this kit. Default: always.</param>
    public InventoryOptions Kit(string sku, StockKit kit, DateTimeOffset from = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sku);
        ArgumentNullException.ThrowIfNull(kit);
        _kits.Add(new KitRecipe(sku, kit.Components, from, kit.IsVirtual));
        return this;
    }

    /// <summary>Least number of units that must stay free after a claim, or null for no bound.</summary>
    internal decimal? ClaimFloor => Backorder.Kind switch
    {
        BackorderKind.Deny => 0m,
        BackorderKind.AllowLimit => -Backorder.Limit,
        _ => null,
    };

    /// <summary>True when the rule needs carts, which no connection reports.</summary>
    internal bool HoldsCarts { get; private set; }

    /// <summary>All that is wrong, one sentence each with code, value and remedy.</summary>
    internal IEnumerable<string> Validate()
    {
        if (HoldsCarts)
        {
            yield return "ESY2121: Inventory.ReserveAt is Cart, but connections report orders, not carts. Use OrderPlaced, or hold carts with an InventoryBook of your own.";
        }

        if (Allocation.LeftToErp)
        {
            yield return "ESY2122: Inventory.AllocateBy is left to the ERP, which is not asked before stock is published. Use another strategy.";
        }

        if (Backorder.Kind == BackorderKind.AllowIncoming || Backorder is { Kind: not BackorderKind.AllowUnlimited, Mode: FulfilMode.Partial })
        {
            yield return $"ESY2125: Inventory.Backorders is {Backorder.Kind}, {Backorder.Mode}; flows know no expected receipts and write whole orders. Use Deny, AllowLimit or AllowUnlimited with AllOrNothing.";
        }

        if (_channels.FirstOrDefault(static channel => channel.Value.Any(static rule => rule.Quota is not null)).Key is { } quota)
        {
            yield return $"ESY2126: Inventory.Channel('{quota}') has a quota, which flows cannot hold. Use HoldBack or Cap, or an InventoryBook of your own.";
        }

        if (CompareInterval < TimeSpan.FromMinutes(1))
        {
            yield return $"ESY2123: Inventory.CompareInterval is {CompareInterval}; it must be at least 1 minute.";
        }
    }
}
