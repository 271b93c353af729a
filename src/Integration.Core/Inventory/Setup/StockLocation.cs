namespace ErpSync.Inventory;

/// <summary>A place that keeps stock. The total order of locations ("rank") is priority, then distance with unknown last, then code by code point.</summary>
public sealed record StockLocation
{
    /// <summary>A location nothing is known of.</summary>
    public static StockLocation Default { get; } = new();

    /// <summary>Smaller comes first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Distance to the destination in any one unit, or null when unknown.</summary>
    public decimal? Distance { get; init; }

    /// <summary>Cost of one shipment from here in any one currency, or null when unknown.</summary>
    public decimal? ShipCost { get; init; }

    /// <summary>False takes its stock out of every pool's figures. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>False when it cannot deliver to the destination: its stock counts, but nothing is allocated to it. Default true.</summary>
    public bool Serves { get; init; } = true;
}
