namespace ErpSync.Testing.Stores;

/// <summary>A run of the whole contract over one store.</summary>
/// <param name="Name">Name of the store, for people.</param>
/// <param name="Results">One per check, in the order of <see cref="StoreContractSuite.Checks"/>.</param>
public sealed record StoreReport(string Name, IReadOnlyList<StoreCheckResult> Results)
{
    /// <summary>What failed.</summary>
    public IReadOnlyList<StoreCheckResult> Failures => [.. Results.Where(static result => result.Failure is not null)];

    /// <summary>Whether every check that applies passed. A check is left out only for something that the store says it does not have.</summary>
    public bool Passed => Results.Count > 0 && Failures.Count == 0;

    /// <summary>The result in a few words.</summary>
    internal string Summary => $"{Results.Count(static result => result.Passed)} passed, {Failures.Count} failed, {Results.Count(static result => result.SkippedBecause is not null)} not applicable";
}
