namespace ErpSync.Reconciliation.Records;

/// <summary>A change that a snapshot of the shop may not show yet.</summary>
/// <param name="ExpectedBefore">Number that was right before the change.</param>
/// <param name="At">When it changed.</param>
public sealed record SnapshotLag(decimal ExpectedBefore, DateTimeOffset At);
