namespace ErpSync.Reconciliation.Records;

/// <summary>What each system shows for an article at a location.</summary>
public sealed record StockBalance
{
    /// <summary>Article.</summary>
    public required string Sku { get; init; }

    /// <summary>Location.</summary>
    public required string Location { get; init; }

    /// <summary>On hand in the warehouse.</summary>
    public required decimal Wms { get; init; }

    /// <summary>On hand in the ERP.</summary>
    public required decimal Erp { get; init; }

    /// <summary>Shown by the shop, or null when the shop does not sell from the location.</summary>
    public decimal? Shop { get; init; }

    /// <summary>Units claimed by open orders.</summary>
    public decimal Claims { get; init; }

    /// <summary>Units held back from sale.</summary>
    public decimal Buffer { get; init; }

    /// <summary>When the shop last acknowledged a number, or null.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>What was expected before the last change, or null.</summary>
    public SnapshotLag? Lag { get; init; }

    /// <summary>Units of one system in a unit of the other, or null when they count alike.</summary>
    public decimal? UnitFactor { get; init; }

    /// <summary>Key as <c>sku@location</c>.</summary>
    public string Key => $"{Sku}@{Location}";
}
