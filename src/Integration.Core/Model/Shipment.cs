using System.Text.Json.Serialization;

namespace ErpSync.Model;

/// <summary>Goods that left a warehouse, as the executor (ERP or WMS) posted them.</summary>
public sealed record Shipment
{
    /// <summary>Id in the executing system.</summary>
    public required string Id { get; init; }

    /// <summary>Number for people.</summary>
    public string? Number { get; init; }

    /// <summary>Number of the order document it belongs to in the executing system, or null.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The shop's order reference carried through the executing system (external document number), or null.</summary>
    public string? ExternalOrderNumber { get; init; }

    /// <summary>Id of the shop order it fulfils; filled by the planner before it is written to a shop.</summary>
    public string? ShopOrderId { get; init; }

    /// <summary>When the goods left.</summary>
    public DateTimeOffset ShippedAt { get; init; }

    /// <summary>What was shipped.</summary>
    public IReadOnlyList<ShipmentLine> Lines { get; init; } = [];

    /// <summary>Carrier, or null.</summary>
    public string? Carrier { get; init; }

    /// <summary>Tracking numbers.</summary>
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];

    /// <summary>Tracking page, or null.</summary>
    public Uri? TrackingUrl { get; init; }

    /// <summary>Location code of the executing system, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Source document, or null.</summary>
    [JsonIgnore]
    public RawDocument? Raw { get; init; }
}
