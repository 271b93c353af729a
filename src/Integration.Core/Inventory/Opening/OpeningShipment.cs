namespace ErpSync.Inventory;

/// <summary>A shipment that was made before the ledger began.</summary>
/// <param name="Location">Location.</param>
/// <param name="Quantity">Base units.</param>
public sealed record OpeningShipment(string Location, decimal Quantity)
{
    /// <summary>Number of the goods issue, or null.</summary>
    public long? IssueSequence { get; init; }

    /// <summary>Instant of the goods issue, or null.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Document, or null.</summary>
    public string? Document { get; init; }
}
