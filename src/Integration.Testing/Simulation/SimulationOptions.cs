namespace ErpSync.Testing.Simulation;

/// <summary>One simulated run.</summary>
/// <param name="Seed">Decides everything: the history, the troubles and the order of every step.</param>
/// <param name="Nodes">Hosts that share the store, 1 to 8. Default 2.</param>
public sealed record SimulationOptions(ulong Seed, int Nodes = 2)
{
    /// <summary>What people and machines do; null draws it from the seed.</summary>
    public IReadOnlyList<SimulationEvent>? History { get; init; }

    /// <summary>Whether a warehouse system of its own has the stock and ships, or the ERP does; null draws it from the seed: one history in three has one.</summary>
    public bool? HasWarehouse { get; init; }

    /// <summary>A deliberately wrong part, to prove that the simulation finds it; null for none.</summary>
    public PlantedBug? Bug { get; init; }
}
