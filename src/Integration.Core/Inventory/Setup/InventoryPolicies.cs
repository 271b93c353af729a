namespace ErpSync.Inventory;

/// <summary>Every choice a merchant makes about stock. The defaults are the safe ones: claim when placed, refuse what is not there.</summary>
public sealed record InventoryPolicies
{
    /// <summary>When orders claim. Default: when placed.</summary>
    public IReservationRule Reservation { get; init; } = ReservationRule.At(ReservationTrigger.OrderPlaced);

    /// <summary>Holds of carts.</summary>
    public HoldPolicy Hold { get; init; } = new();

    /// <summary>Time an order intent lives without its order. Default 30 minutes.</summary>
    public TimeSpan IntentTimeToLive { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time after which an order without payment is cancelled, or null (the default) for never.</summary>
    public TimeSpan? UnpaidTimeout { get; init; }

    /// <summary>Backorders.</summary>
    public BackorderPolicy Backorder { get; init; } = new();

    /// <summary>Paid orders whose units are gone. Default <see cref="ShortfallPolicy.Manual"/>.</summary>
    public ShortfallPolicy Shortfall { get; init; }

    /// <summary>Items on preorder by SKU.</summary>
    public IReadOnlyDictionary<string, PreorderPolicy> Preorders { get; init; } = new Dictionary<string, PreorderPolicy>(StringComparer.Ordinal);

    /// <summary>Default <see cref="DeficitMode.Pool"/>.</summary>
    public DeficitMode Deficits { get; init; }

    /// <summary>Whether units in flight to the ERP are subtracted when nothing is claimed here. Default true.</summary>
    public bool NetInFlight { get; init; } = true;

    /// <summary>Default <see cref="ShrinkPolicy.Report"/>.</summary>
    public ShrinkPolicy OnShrink { get; init; }

    /// <summary>Where orders are shipped from.</summary>
    public AllocationPolicy Allocation { get; init; } = new();

    /// <summary>Time within which an ERP that decides the source must answer, or null (the default) for no check.</summary>
    public TimeSpan? AllocationAckTimeout { get; init; }

    /// <summary>Stock snapshots.</summary>
    public SnapshotPolicy Snapshots { get; init; } = new();

    /// <summary>Time an event may wait for its order before it is reported. Default 60 minutes.</summary>
    public TimeSpan ParkTimeout { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Age after which a claim in a state is reported as stuck; a state that is not listed never.</summary>
    public IReadOnlyDictionary<ClaimState, TimeSpan> StuckAfter { get; init; } = new Dictionary<ClaimState, TimeSpan>();

    /// <summary>Numbers that differ in a channel.</summary>
    public DriftPolicy Drift { get; init; } = new();
}
