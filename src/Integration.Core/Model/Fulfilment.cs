namespace ErpSync.Model;

/// <summary>A shipment as the shop records it on the order.</summary>
public sealed record Fulfilment
{
    /// <summary>Id in the shop.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it counts: false for cancelled or failed ones.</summary>
    public bool Succeeded { get; init; } = true;

    /// <summary>What it ships.</summary>
    public IReadOnlyList<FulfilmentLine> Lines { get; init; } = [];

    /// <summary>Tracking numbers.</summary>
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
