namespace ErpSync.Reconciliation.Results;

/// <summary>How well a match ties.</summary>
public enum MatchStatus
{
    /// <summary>It ties.</summary>
    Auto,

    /// <summary>It ties within what roundings or pass 4 allow.</summary>
    AutoWithinTolerance,

    /// <summary>It belongs together and does not tie.</summary>
    OutOfBalance,
}
