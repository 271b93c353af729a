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

        if (CompareInterval < TimeSpan.FromMinutes(1))
        {
            yield return $"ESY2123: Inventory.CompareInterval is {CompareInterval}; it must be at least 1 minute.";
        }
    }
}
