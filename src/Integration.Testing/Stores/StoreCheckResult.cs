namespace ErpSync.Testing.Stores;

/// <summary>Result of one check.</summary>
/// <param name="Check">Check.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="SkippedBecause">Why it was not run, or null.</param>
public sealed record StoreCheckResult(StoreCheck Check, Exception? Failure, string? SkippedBecause = null)
{
    /// <summary>Whether it was run and passed.</summary>
    public bool Passed => Failure is null && SkippedBecause is null;
}
