namespace ErpSync.Reconciliation.Results;

/// <summary>What keeps the period from being closed, in order of severity.</summary>
public enum CloseBlocker
{
    /// <summary>More money is unexplained than allowed.</summary>
    UnexplainedAmount,

    /// <summary>More units are unexplained than allowed.</summary>
    UnexplainedQuantity,

    /// <summary>There is an ambiguous match and none is allowed.</summary>
    Ambiguous,
}
