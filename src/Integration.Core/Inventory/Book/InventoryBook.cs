namespace ErpSync.Inventory;

/// <summary>
/// The stock of a company: an append-only ledger of movements and claims, and the figures that follow from it. Every event is one critical section
/// with no call outside; concurrent events behave as some serial order of them. No I/O and no clock: time comes with the events.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class InventoryBook
{
    private readonly Lock _gate = new();
    private readonly BookState _state;
    private readonly EventRouter _router;
    private readonly Backlog _backlog;
    private readonly AllocationSteps _allocation;
    private int _settled;

    /// <summary>Opens the books.</summary>
    /// <param name="setup">Items, places, channels and policies.</param>
    /// <param name="opening">What is there, or null for nothing.</param>
    public InventoryBook(InventorySetup setup, InventoryOpening? opening = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _state = new BookState(setup);
        var availability = new Availability(_state);
        var desk = new ClaimDesk(_state, availability);
        var release = new ClaimRelease(_state);
        var sessions = new SessionHolds(_state, desk, release);
        var orders = new OrderSteps(_state, desk, release, sessions);
        var shipping = new ShippingSteps(_state, release);
        var closing = new ClosingSteps(_state);
        _allocation = new AllocationSteps(_state, desk, release);
        var erp = new ErpSteps(_state, _allocation);
        var movements = new MovementSteps(_state, _allocation);
        _backlog = new Backlog(desk, availability);
        var channels = new ChannelFigures(_state, availability, desk);
        Publisher = new StockPublisher(_state, channels, _gate);
        orders.Sold += Publisher.Sold;
        shipping.Left += Publisher.Left;
        Figures = new StockFigures(_state, availability, channels, closing, _gate);
        _router = new EventRouter(
            _state, new CartSteps(_state, desk, release, sessions), orders, new PaymentSteps(_state, desk, release),
            new EditSteps(_state, desk, release, orders), shipping, _allocation, movements, erp, closing);
        new OpeningLoader(_state, desk, movements, shipping, erp, orders, Publisher).Load(opening ?? new InventoryOpening());
        _state.Ledger.Seal();
        SetPreorderTimers();
        _state.Changed.UnionWith(_state.Skus.Select(static sku => sku.Sku));
        Publisher.MarkChanged(_state.Skus.Select(static sku => sku.Sku));
    }

    /// <summary>Figures as of the last event.</summary>
    public StockFigures Figures { get; }

    /// <summary>Numbers of channels.</summary>
    public StockPublisher Publisher { get; }

    /// <summary>Instant of the last event or timer.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _state.Now;
            }
        }
    }

    /// <summary>All entries of the ledger, oldest first; a copy.</summary>
    public IReadOnlyList<LedgerEntry> Ledger
    {
        get
        {
            lock (_gate)
            {
                return [.. _state.Ledger.Entries];
            }
        }
    }

    /// <summary>Applies an event, after all timers that are due by then.</summary>
    /// <param name="happened">The event.</param>
    public InventoryResult Apply(InventoryEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        lock (_gate)
        {
            _state.Issues.Clear();
            _settled = 0;
            Advance(happened.At ?? _state.Now);
            _state.Ledger.Cause = happened.GetType().Name;
            var result = _router.Handle(happened);
            Settle();
            var entries = _state.Ledger.Seal();
            Publisher.MarkChanged(entries.Select(static entry => entry.Sku).Union(_state.Changed, StringComparer.Ordinal));
            _state.Changed.Clear();
            return result with { Issues = [.. _state.Issues], Entries = entries };
        }
    }

    /// <summary>Where an order would ship from. Nothing is stored.</summary>
    /// <param name="lines">Lines.</param>
    /// <param name="pool">Pool.</param>
    /// <param name="policy">Policy, or null for the general one.</param>
    public AllocationPlan Plan(IReadOnlyList<ClaimLine> lines, string pool, AllocationPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        lock (_gate)
        {
            return _allocation.Plan(lines, pool, policy ?? _state.Policies.Allocation);
        }
    }

    /// <summary>Balances of all accounts as the figures have them, to be compared with <see cref="StockBalances.Rebuild"/> of the ledger.</summary>
    public StockBalances Balances()
    {
        lock (_gate)
        {
            var balances = new StockBalances();
            foreach (var sku in _state.Skus)
            {
                sku.WriteTo(balances);
            }

            IEnumerable<ClaimOwner> owners = [.. _state.Orders.Values, .. _state.Carts.Values, .. _state.Intents.Values];
            foreach (var claim in owners.SelectMany(static owner => owner.Lines.Values.Concat(owner.FormerLines)).SelectMany(static line => line.Claims))
            {
                foreach (var ((kind, location), quantity) in claim.Positions)
                {
                    balances.Add(claim.Sku.Sku, new StockAccount(kind, location, claim.Key), quantity);
                }
            }

            return balances;
        }
    }

    private void Advance(DateTimeOffset to)
    {
        while (_state.Timers.TryTake(to, out var due, out var fire))
        {
            _state.Now = due > _state.Now ? due : _state.Now;
            _state.Ledger.Cause = "timer";
            fire(due);
            Settle();
        }

        _state.Now = to > _state.Now ? to : _state.Now;
    }

    /// <summary>Serves the backlog of everything that moved since the last time.</summary>
    private void Settle()
    {
        var touched = _state.Ledger.TouchedSince(_settled).Union(_state.Changed.Select(_state.Sku)).OrderBy(static sku => sku.Sku, StringComparer.Ordinal).ToList();
        _backlog.Fill(touched);
        _settled = _state.Ledger.Mark;
    }

    private void SetPreorderTimers()
    {
        foreach (var (name, policy) in _state.Policies.Preorders)
        {
            if (policy.ReleaseAt is { } at)
            {
                _state.Timers.Set(at, TimerKind.PreorderRelease, _ => ReleasePreorder(_state.Sku(name)));
            }
        }
    }

    private void ReleasePreorder(SkuBook sku)
    {
        sku.PreorderReleased = true;
        foreach (var claim in sku.Active.Where(static claim => claim.Preordered > 0m).ToList())
        {
            _state.Ledger.Claim(claim, StockAccountKind.Preordered, StockAccountKind.Backordered, claim.Preordered);
        }
    }
}
