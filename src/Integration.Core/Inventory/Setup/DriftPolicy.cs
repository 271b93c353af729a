namespace ErpSync.Inventory;

/// <summary>What happens when a channel shows another number than the one published.</summary>
public sealed record DriftPolicy
{
    /// <summary>Default <see cref="DriftAction.Revert"/>.</summary>
    public DriftAction Action { get; init; }

    /// <summary>Reverts of one SKU in a channel within 24 hours after which the next one escalates. Default 3.</summary>
    public int MaxReverts { get; init; } = 3;

    /// <summary>A difference this soon after a publish is taken for lateness; zero (the default) for never.</summary>
    public TimeSpan MaxStaleness { get; init; }
}
