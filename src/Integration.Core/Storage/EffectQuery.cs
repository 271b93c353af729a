namespace ErpSync.Storage;

/// <summary>Asks for effects to send.</summary>
/// <param name="Connection">Target connection.</param>
/// <param name="Entity">Entity.</param>
/// <param name="Lanes">Owned lanes with their epochs.</param>
/// <param name="Now">Instant that decides what is due.</param>
/// <param name="Limit">Most effects.</param>
public sealed record EffectQuery(string Connection, string Entity, IReadOnlyList<LaneGrant> Lanes, DateTimeOffset Now, int Limit);
