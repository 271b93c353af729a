namespace ErpSync.Inventory;

/// <summary>How far the instants of a system's stock snapshots can be trusted.</summary>
public sealed record SnapshotPolicy
{
    /// <summary>Most the source's clock may be ahead. Default zero.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Longest time between a fact's timestamp and its becoming visible in a snapshot. Default zero.</summary>
    public TimeSpan MaxCommitLag { get; init; }

    /// <summary>For snapshots without any order: how old a fact must be to be taken as contained. Default zero.</summary>
    public TimeSpan Quarantine { get; init; }

    /// <summary>Time after an acknowledgement by which a snapshot must contain the line, or null for no check.</summary>
    public TimeSpan? Overdue { get; init; }
}
