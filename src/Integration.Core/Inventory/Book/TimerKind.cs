namespace ErpSync.Inventory;

/// <summary>What a timer does; at equal instants they run in this order.</summary>
internal enum TimerKind
{
    Hold,
    Intent,
    Unpaid,
    PreorderRelease,
    AllocationAck,
    SnapshotOverdue,
    ParkTimeout,
}
