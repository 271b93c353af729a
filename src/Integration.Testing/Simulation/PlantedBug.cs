using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Testing.Simulation;

/// <summary>A bug put into a seam of the engine by decoration, to prove that the simulation can find it. The product has no switch for it.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Description">What is wrong, in one sentence.</param>
public sealed record PlantedBug(string Name, string Description)
{
    /// <summary>Wraps the shared store; null leaves it as it is.</summary>
    public Func<ISyncStore, ISyncStore>? Store { get; init; }

    /// <summary>Wraps the stock ledger of the shared store; null leaves it as it is.</summary>
    public Func<IStockStore, IStockStore>? Stock { get; init; }

    /// <summary>Wraps each connector of each node; null leaves them as they are.</summary>
    public Func<IConnector, IConnector>? Connector { get; init; }

    /// <summary>Whether only histories with a warehouse can show it; every seed is run as one of them then.</summary>
    public bool NeedsWarehouse { get; init; }

    /// <summary>Seeds within which it must be found.</summary>
    public int WithinSeeds { get; init; } = 50;
}
