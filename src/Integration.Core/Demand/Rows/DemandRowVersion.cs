namespace ErpSync.Demand;

/// <summary>A row as one build knew it. Versions are never overwritten.</summary>
/// <param name="Row">The row.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="KnownAt">Instant of the build.</param>
/// <param name="IsFinal">Whether late facts are no longer expected at the moment of looking.</param>
public sealed record DemandRowVersion(DemandRow Row, int Version, DateTimeOffset KnownAt, bool IsFinal);
