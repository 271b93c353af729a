namespace ErpSync.Inventory;

/// <summary>Every figure of an inventory as of its last event. Thread-safe.</summary>
public sealed class StockFigures
{
    private readonly BookState _state;
    private readonly Availability _availability;
    private readonly ChannelFigures _channels;
    private readonly ClosingSteps _closing;
    private readonly Lock _gate;

    internal StockFigures(BookState state, Availability availability, ChannelFigures channels, ClosingSteps closing, Lock gate)
    {
        _state = state;
        _availability = availability;
        _channels = channels;
        _closing = closing;
        _gate = gate;
    }

    /// <summary>Available to promise in a pool; less than zero when claims exceed stock. Kits in kits.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="pool">Pool.</param>
    public decimal AvailableToPromise(string sku, string pool) => Read(() => _availability.Atp(sku, pool));

    /// <summary>The same with the receipts that are expected within the days of the backorder policy, less the backlog.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="pool">Pool.</param>
    public decimal AvailableWithIncoming(string sku, string pool) =>
        Read(() => _availability.AtpPlus(_state.Sku(sku), pool, _state.Backorder(sku).Days));

    /// <summary>Stock of a cell.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="location">Location.</param>
    public CellBalance Stock(string sku, string location) => Read(() => Cell(sku, location)?.ToBalance() ?? new CellBalance(0m));

    /// <summary>Balance of a bucket that is not at a location.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="bucket">Supplier, customer, transit, variance or scrap.</param>
    public decimal Virtual(string sku, StockAccountKind bucket) => Read(() => _state.FindSku(sku)?.Virtual(bucket) ?? 0m);

    /// <summary>Units expected at a cell.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="location">Location.</param>
    public decimal Incoming(string sku, string location) => Read(() => Cell(sku, location)?.Receipts.Sum(static receipt => receipt.Quantity) ?? 0m);

    /// <summary>Watermark of the last snapshot of a cell, or null.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="location">Location.</param>
    public long? Watermark(string sku, string location) => Read(() => Cell(sku, location)?.Base?.Snapshot.Watermark);

    /// <summary>Claims of all orders, carts and intents on a SKU in a pool.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="pool">Pool.</param>
    public PoolTotals Totals(string sku, string pool) => Read(() =>
    {
        var book = _state.Sku(sku);
        return new PoolTotals(
            book.InPool(pool, StockAccountKind.Held), book.InPool(pool, StockAccountKind.Reserved),
            book.InPool(pool, StockAccountKind.Allocated) + book.InPool(pool, StockAccountKind.Picked), book.Backordered(pool),
            book.InPool(pool, StockAccountKind.Preordered));
    });

    /// <summary>Ordered units whose moment to claim has not come.</summary>
    /// <param name="sku">SKU; kits count as their components.</param>
    /// <param name="pool">Pool.</param>
    public decimal Exposure(string sku, string pool) => Read(() => _state.Sku(sku).InPool(pool, StockAccountKind.Unclaimed));

    /// <summary>Ordered units left to the ERP.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="pool">Pool.</param>
    public decimal InFlight(string sku, string pool) => Read(() => _state.Sku(sku).InPool(pool, StockAccountKind.InFlight));

    /// <summary>Claim of an order line.</summary>
    /// <param name="order">Order id.</param>
    /// <param name="line">Line.</param>
    /// <param name="component">Component of a kit, or null for the line's own SKU.</param>
    public ClaimBalance OfOrder(string order, int line, string? component = null) => Read(() => Claim(_state.Orders.GetValueOrDefault(order), line, component));

    /// <summary>Claim of a cart line.</summary>
    /// <param name="cart">Cart id.</param>
    /// <param name="line">Line.</param>
    /// <param name="component">Component of a kit, or null for the line's own SKU.</param>
    public ClaimBalance OfCart(string cart, int line, string? component = null) => Read(() => Claim(_state.Carts.GetValueOrDefault(cart), line, component));

    /// <summary>Claim of an intent's line.</summary>
    /// <param name="intent">Intent id.</param>
    /// <param name="line">Line.</param>
    /// <param name="component">Component of a kit, or null for the line's own SKU.</param>
    public ClaimBalance OfIntent(string intent, int line, string? component = null) => Read(() => Claim(_state.Intents.GetValueOrDefault(intent), line, component));

    /// <summary>Whether an order is known and open.</summary>
    /// <param name="order">Order id.</param>
    public StockOrderState OrderState(string order) => Read(() =>
        !_state.Orders.TryGetValue(order, out var book) ? StockOrderState.Unknown : book.IsCancelled ? StockOrderState.Cancelled : StockOrderState.Open);

    /// <summary>What should still be open of a line by its documents alone: ordered, less cancelled, compensated and shipped.</summary>
    /// <param name="order">Order id.</param>
    /// <param name="line">Line.</param>
    public decimal ExpectedOpen(string order, int line) => Read(() =>
        _state.Orders.GetValueOrDefault(order)?.Line(line) is { } book ? book.Ordered - book.Cancelled - book.Compensated - book.Shipped : 0m);

    /// <summary>When the hold of a cart line expires unless it is being paid, or null.</summary>
    /// <param name="cart">Cart id.</param>
    /// <param name="line">Line.</param>
    public DateTimeOffset? ExpiresAt(string cart, int line) => Read(() =>
        _state.Carts.GetValueOrDefault(cart)?.Lines.GetValueOrDefault(line)?.ExpiresAt);

    /// <summary>Units of a channel's quota that it has not used, or null without quota; not cut by what there is.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    public decimal? QuotaLeft(string channel, string sku) => Read(() =>
        _state.Channel(channel) is { } settings && Availability.Quota(settings) is { } quota ? quota - Availability.Used(_state.Sku(sku), channel) : (decimal?)null);

    /// <summary>Reserved, allocated and backordered units of a channel's own orders: what a channel that nets its commitments itself sets aside.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU; kits in kits.</param>
    public decimal Committed(string channel, string sku) => Read(() => _channels.Committed(channel, sku));

    /// <summary>Units that may still be backordered, or null for no limit.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="pool">Pool.</param>
    public decimal? BackorderHeadroom(string sku, string pool) => Read(() => _availability.Headroom(_state.Sku(sku), pool));

    /// <summary>Units a channel may still preorder, or null for no limit.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="sku">SKU.</param>
    public decimal? PreorderLeft(string channel, string sku) => Read(() => _availability.PreorderLeft(_state.Sku(sku), channel));

    /// <summary>Where more is claimed than there is.</summary>
    public IReadOnlyList<OverClaim> OverClaims() => Read<IReadOnlyList<OverClaim>>(() =>
    [
        .. from sku in _state.Skus
           from cell in sku.Cells.Values
           where cell.Deficit > 0m && _state.Places[cell.Location].Enabled
           select new OverClaim(sku.Sku, cell.Deficit, Location: cell.Location),
        .. from sku in _state.Skus
           from pool in _state.Setup.Pools.Keys.Order(StringComparer.Ordinal)
           let atp = _availability.OwnAtp(sku, pool)
           where atp < 0m
           select new OverClaim(sku.Sku, -atp, Pool: pool),
    ]);

    /// <summary>Cancelled units that snapshots still net.</summary>
    public IReadOnlyList<UnconfirmedCancellation> UnconfirmedCancellations() => Read<IReadOnlyList<UnconfirmedCancellation>>(() =>
    [
        .. _state.Skus.SelectMany(static sku => sku.Cells.Values).SelectMany(static cell => cell.Unconfirmed).Where(static row => row.Quantity > 0m).Distinct(),
    ]);

    /// <summary>Claims that should have ended, and imported rows that do not balance.</summary>
    public IReadOnlyList<StuckClaim> StuckClaims() => Read(_closing.Stuck);

    /// <summary>Locations of a pool in their total order.</summary>
    /// <param name="pool">Pool.</param>
    public IReadOnlyList<string> Rank(string pool) => Read(() => _state.Places.Ranked(pool));

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private CellBook? Cell(string sku, string location) => _state.FindSku(sku)?.Cells.GetValueOrDefault(location);

    private static ClaimBalance Claim(ClaimOwner? owner, int line, string? component) =>
        owner?.Lines.GetValueOrDefault(line) is { } found
            ? found.Claims.FirstOrDefault(claim => claim.Sku.Sku == (component ?? found.Sku))?.ToBalance() ?? ClaimBalance.None
            : ClaimBalance.None;
}
