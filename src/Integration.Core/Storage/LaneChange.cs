namespace ErpSync.Storage;

/// <summary>Lanes that came or went. An empty change says that another process accepted signals: time to look for work.</summary>
/// <param name="Gained">Lanes gained, with their epochs.</param>
/// <param name="Lost">Lanes lost; their epochs are void.</param>
public sealed record LaneChange(IReadOnlyList<LaneGrant> Gained, IReadOnlyList<int> Lost)
{
    /// <summary>Those of the lost lanes that go to another process by agreement: they are this process's own until the next change is asked for, so that work under way can end.</summary>
    public IReadOnlyList<int> Leaving { get; init; } = [];
}
