namespace ErpSync.Storage;

/// <summary>Consecutive lanes.</summary>
/// <param name="First">First lane.</param>
/// <param name="Last">Last lane, included.</param>
public readonly record struct LaneRange(int First, int Last);
