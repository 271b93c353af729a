namespace ErpSync.Reconciliation.Results;

/// <summary>Records that belong together.</summary>
public sealed record ReconciliationMatch
{
    /// <summary>Section.</summary>
    public required ReconciliationSection Section { get; init; }

    /// <summary>Pass that found it, 1 (linked) to 4 (within tolerance): the confidence.</summary>
    public required int Pass { get; init; }

    /// <summary>Ids of the source side, sorted.</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>Ids of the target side, sorted.</summary>
    public required IReadOnlyList<string> Target { get; init; }

    /// <summary>How well it ties.</summary>
    public MatchStatus Status { get; init; }
}
