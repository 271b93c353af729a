namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>The outcome of one part of a batch: the rows, or why there are none.</summary>
internal readonly struct BcBatchPart(IReadOnlyList<BcEntity> rows, BcException? failure)
{
    /// <summary>Why the part failed, or null.</summary>
    public BcException? Failure { get; } = failure;

    /// <summary>The rows.</summary>
    /// <exception cref="BcException">The part failed.</exception>
    public IReadOnlyList<BcEntity> Rows => Failure is { } why ? throw why : rows;
}
