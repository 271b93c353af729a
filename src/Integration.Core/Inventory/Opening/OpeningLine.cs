using System.Collections.Immutable;

namespace ErpSync.Inventory;

/// <summary>A line of an order that was open when the ledger began, in base units.</summary>
/// <param name="Line">Line number.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Quantity">Units ordered.</param>
public sealed record OpeningLine(int Line, string Sku, decimal Quantity)
{
    /// <summary>Price of a base unit, or null.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Reserved; null for what the other states leave of the ordered units.</summary>
    public decimal? Reserved { get; init; }

    /// <summary>Allocated per location, picked units included.</summary>
    public IReadOnlyDictionary<string, decimal> Allocated { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Picked per location.</summary>
    public IReadOnlyDictionary<string, decimal> Picked { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Reserved units that are pinned to a location.</summary>
    public IReadOnlyDictionary<string, decimal> Pins { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Backordered.</summary>
    public decimal Backordered { get; init; }

    /// <summary>Preordered.</summary>
    public decimal Preordered { get; init; }

    /// <summary>Not claimed yet.</summary>
    public decimal Unclaimed { get; init; }

    /// <summary>In flight to the ERP.</summary>
    public decimal InFlight { get; init; }

    /// <summary>Shipments.</summary>
    public IReadOnlyList<OpeningShipment> Shipped { get; init; } = [];

    /// <summary>Cancelled.</summary>
    public decimal Cancelled { get; init; }

    /// <summary>Returned.</summary>
    public decimal Returned { get; init; }

    /// <summary>Number of the ERP's acknowledgement, or null.</summary>
    public long? AcknowledgedSequence { get; init; }

    /// <summary>Instant of the ERP's acknowledgement; null for the opening when a number is stated.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Location at which the ERP nets the line, or null.</summary>
    public string? AcknowledgedLocation { get; init; }

    /// <summary>Last change of the claim, or null for the opening.</summary>
    public DateTimeOffset? Since { get; init; }
}
