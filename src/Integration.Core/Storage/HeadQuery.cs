namespace ErpSync.Storage;

/// <summary>Asks for subjects to work on.</summary>
/// <param name="Flow">Flow.</param>
/// <param name="Lanes">Lanes to look in.</param>
/// <param name="Now">Instant that decides what is due.</param>
/// <param name="Limit">Most heads.</param>
public sealed record HeadQuery(string Flow, IReadOnlyList<LaneRange> Lanes, DateTimeOffset Now, int Limit);
