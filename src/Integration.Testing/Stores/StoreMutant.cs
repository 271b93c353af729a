namespace ErpSync.Testing.Stores;

/// <summary>A store with one deliberate fault.</summary>
/// <param name="Name">The fault, in words joined by hyphens.</param>
/// <param name="CaughtBy">Id of the check that must fail.</param>
/// <param name="Create">Makes a host of it.</param>
public sealed record StoreMutant(string Name, string CaughtBy, Func<StoreHost> Create)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} → {CaughtBy}";
}
