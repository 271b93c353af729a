namespace ErpSync.Inventory;

/// <summary>What to do next in a publish or after a drift check.</summary>
public sealed record PublishStep
{
    /// <summary>Write to make, or null when nothing is to be written.</summary>
    public PublishAttempt? Attempt { get; init; }

    /// <summary>Difference that was found, or null.</summary>
    public StockDrift? Drift { get; init; }

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<StockIssue> Issues { get; init; } = [];
}
