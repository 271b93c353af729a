namespace ErpSync.Inventory;

/// <summary>The last snapshot applied to a cell, and which facts it contains.</summary>
internal sealed record SnapshotBase(StockSnapshot Snapshot, DateTimeOffset AppliedAt, SnapshotPolicy Policy)
{
    private readonly HashSet<string>? _orders = Snapshot.Orders is { } orders ? new HashSet<string>(orders, StringComparer.Ordinal) : null;

    public bool IsSequenced => Snapshot.Watermark is not null;

    public bool IsOnHand => Snapshot.Kind == SnapshotKind.OnHand;

    /// <summary>Whether later acknowledgements can still tell that a line is inside.</summary>
    public bool IsOrdered => IsSequenced || (_orders is null && Snapshot.AsOf is not null);

    public bool Covers(ClaimedLine line) => Covers(line.Owner.Id, line.AckSequence, line.AckAt);

    public bool Covers(ShipmentBook shipment) => Covers(shipment.Line.Owner.Id, shipment.IssueSequence, shipment.IssuedAt);

    /// <summary>Whether a cancellation confirmed by the ERP's entry is inside.</summary>
    public bool CoversCancel(long sequence) => Snapshot.Watermark is not { } watermark || sequence <= watermark;

    /// <summary>Less than zero when this snapshot is older than another, zero when as old; null when they cannot be compared.</summary>
    public static int? Compare(StockSnapshot left, StockSnapshot right) =>
        left.Watermark is { } watermark && right.Watermark is { } other ? watermark.CompareTo(other)
        : left.Watermark is null && left.AsOf is { } asOf && right.AsOf is { } otherAsOf ? asOf.CompareTo(otherAsOf)
        : null;

    private bool Covers(string order, long? sequence, DateTimeOffset? at) =>
        Snapshot.Watermark is { } watermark ? sequence <= watermark
        : _orders is not null ? _orders.Contains(order)
        : Snapshot.AsOf is { } asOf ? at <= asOf - Policy.ClockSkew - Policy.MaxCommitLag
        : at is { } known && AppliedAt >= known + Policy.Quarantine;
}
