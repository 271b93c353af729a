namespace ErpSync.Storage;

/// <summary>What a process wants of the lanes.</summary>
/// <param name="Member">Number that <see cref="ILaneRegistry.JoinAsync"/> gave.</param>
/// <param name="Name">Name of the process; it enters again under it when it was forgotten.</param>
public sealed record LaneWishes(long Member, string Name)
{
    /// <summary>Lanes to take, each under a new epoch. Those of another living process stay there.</summary>
    public IReadOnlyCollection<int> Take { get; init; } = [];

    /// <summary>Own lanes that get a new epoch, because the process had let go of them when its lease may have ended.</summary>
    public IReadOnlyCollection<int> Raise { get; init; } = [];

    /// <summary>Own lanes to give back.</summary>
    public IReadOnlyCollection<int> Release { get; init; } = [];
}
