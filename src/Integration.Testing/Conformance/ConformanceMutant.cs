namespace ErpSync.Testing.Conformance;

/// <summary>A connector with one deliberate fault. A suite that has never failed a bad connector is worth nothing, so the mutants ship with it.</summary>
/// <param name="Name">The fault, in words joined by hyphens.</param>
/// <param name="CaughtBy">The check that must fail, by <see cref="ConformanceResult.Key"/>.</param>
/// <param name="Create">Makes a fixture of it.</param>
public sealed record ConformanceMutant(string Name, string CaughtBy, Func<ValueTask<ConformanceFixture>> Create)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} → {CaughtBy}";
}
