namespace ErpSync.Reconciliation.Settings;

/// <summary>What keeps a period from being closed. Differences that are classified have an owner and do not.</summary>
public sealed record CloseLimits
{
    /// <summary>Most that may be unexplained in any currency. Default 0.</summary>
    public decimal UnexplainedAmount { get; init; }

    /// <summary>Most units that may be unexplained. Default 0.</summary>
    public decimal UnexplainedQuantity { get; init; }

    /// <summary>True when an ambiguous match keeps the period open. Default false.</summary>
    public bool AmbiguousBlocks { get; init; }
}
