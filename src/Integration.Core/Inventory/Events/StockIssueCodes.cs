namespace ErpSync.Inventory;

/// <summary>Stable codes of <see cref="StockIssue"/>.</summary>
public static class StockIssueCodes
{
    /// <summary>A cancelled unit is picked and must be fetched back.</summary>
    public const string RecallRequired = "RecallRequired";

    /// <summary>A cancelled unit is shipped: it becomes a return.</summary>
    public const string CancelAfterShip = "CancelAfterShip";

    /// <summary>A payment for an order that is cancelled.</summary>
    public const string PaymentAfterRelease = "PaymentAfterRelease";

    /// <summary>The payment is authorised and the units are gone.</summary>
    public const string ShortfallOnAuthorisation = "ShortfallOnAuthorisation";

    /// <summary>The money is captured and the units are gone.</summary>
    public const string ShortfallOnCapture = "ShortfallOnCapture";

    /// <summary>Shipped from another location than allocated.</summary>
    public const string SubstitutedSource = "SubstitutedSource";

    /// <summary>Cancelled units were shipped.</summary>
    public const string ShippedAfterCancel = "ShippedAfterCancel";

    /// <summary>More units were shipped than ordered.</summary>
    public const string OverShipped = "OverShipped";

    /// <summary>More units came back than were shipped.</summary>
    public const string ReturnExceedsShipped = "ReturnExceedsShipped";

    /// <summary>The ERP did not say where the order ships from.</summary>
    public const string AllocationAckTimeout = "AllocationAckTimeout";

    /// <summary>No snapshot contains an order line the ERP acknowledged long ago.</summary>
    public const string SnapshotOverdue = "SnapshotOverdue";

    /// <summary>A snapshot came without anything that orders it.</summary>
    public const string UnorderedSnapshot = "UnorderedSnapshot";

    /// <summary>The order an event belongs to did not come.</summary>
    public const string ParkTimeout = "ParkTimeout";

    /// <summary>A channel shows another number than the published one.</summary>
    public const string Drift = "Drift";
}
