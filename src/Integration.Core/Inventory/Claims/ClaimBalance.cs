using System.Collections.Immutable;

namespace ErpSync.Inventory;

/// <summary>The claim of a line, or of one component of a kit line, in base units. <c>Claimed = Open + Consumed + Released</c> always holds.</summary>
public sealed record ClaimBalance
{
    /// <summary>A claim of nothing.</summary>
    public static ClaimBalance None { get; } = new();

    /// <summary>Held by a cart, pinned units included.</summary>
    public decimal Held { get; init; }

    /// <summary>Reserved, pinned units included.</summary>
    public decimal Reserved { get; init; }

    /// <summary>Allocated per location, picked units included.</summary>
    public IReadOnlyDictionary<string, decimal> Allocated { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Picked per location.</summary>
    public IReadOnlyDictionary<string, decimal> Picked { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Held or reserved units that are pinned to a location, because it is shared between pools.</summary>
    public IReadOnlyDictionary<string, decimal> Pins { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Backordered.</summary>
    public decimal Backordered { get; init; }

    /// <summary>Preordered.</summary>
    public decimal Preordered { get; init; }

    /// <summary>Ordered, the moment to claim has not come; not a claim yet.</summary>
    public decimal Unclaimed { get; init; }

    /// <summary>Ordered, left to the ERP; not a claim.</summary>
    public decimal InFlight { get; init; }

    /// <summary>Units that still wait for something.</summary>
    public decimal Open { get; init; }

    /// <summary>Units ever claimed.</summary>
    public decimal Claimed { get; init; }

    /// <summary>Units taken by shipments, or, for carts, turned into an order's.</summary>
    public decimal Consumed { get; init; }

    /// <summary>Units cancelled, expired or compensated.</summary>
    public decimal Released { get; init; }
}
