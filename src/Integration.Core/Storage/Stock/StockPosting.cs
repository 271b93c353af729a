namespace ErpSync.Storage;

/// <summary>Changes of stock accounts that belong together.</summary>
public sealed record StockPosting
{
    /// <summary>Id by which a repetition is recognised, for example source, order and intent.</summary>
    public required string Id { get; init; }

    /// <summary>What caused it, for people.</summary>
    public required string Cause { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Lane and epoch of the work that posts it: under an old epoch nothing is written, because a process that was paused may have read what has
    /// changed meanwhile. Null for what is nobody's work, for example a correction by a person.
    /// </summary>
    public LaneGrant? Lane { get; init; }

    /// <summary>Changes. Those of one account add up; the highest floor counts.</summary>
    public required IReadOnlyList<StockChange> Changes { get; init; }
}
