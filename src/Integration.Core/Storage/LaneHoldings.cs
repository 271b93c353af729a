namespace ErpSync.Storage;

/// <summary>What a process owns, and who else lives.</summary>
/// <param name="Owned">Own lanes with their epochs, by number.</param>
/// <param name="Living">Names of all living processes, this one included, in ordinal order.</param>
/// <param name="NextExpiry">How long until the lease of another living process ends if it does not renew it; null when there is no other.</param>
public sealed record LaneHoldings(IReadOnlyList<LaneGrant> Owned, IReadOnlyList<string> Living, TimeSpan? NextExpiry);
