namespace ErpSync.Testing.Simulation;

/// <summary>How a simulated run ended.</summary>
/// <param name="Seed">Seed.</param>
/// <param name="Violations">What must never be and was; empty when every guarantee held.</param>
/// <param name="History">What people and machines did.</param>
/// <param name="Steps">Pieces of work the scheduler did.</param>
/// <param name="Simulated">Virtual time that passed.</param>
/// <param name="Signals">Signals accepted.</param>
/// <param name="Cases">Cases left open.</param>
public sealed record SimulationResult(
    ulong Seed, IReadOnlyList<string> Violations, IReadOnlyList<SimulationEvent> History, long Steps, TimeSpan Simulated, long Signals, long Cases)
{
    /// <summary>Whether a warehouse system had the stock and shipped.</summary>
    public bool HasWarehouse { get; init; }
}
