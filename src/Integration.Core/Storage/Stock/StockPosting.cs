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

    /// <summary>Changes. Those of one account add up; the highest floor counts.</summary>
    public required IReadOnlyList<StockChange> Changes { get; init; }
}
