namespace ErpSync.Storage;

/// <summary>Lanes that came or went. An empty change says that another process accepted signals: time to look for work.</summary>
/// <param name="Gained">Lanes gained, with their epochs.</param>
/// <param name="Lost">Lanes lost; their epochs are void.</param>
public sealed record LaneChange(IReadOnlyList<LaneGrant> Gained, IReadOnlyList<int> Lost);
