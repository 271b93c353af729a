namespace ErpSync.Storage;

/// <summary>Ownership of a lane.</summary>
/// <param name="Lane">Lane number, from 0.</param>
/// <param name="Epoch">Grows with every change of owner; a write with an older epoch changes nothing.</param>
public readonly record struct LaneGrant(int Lane, long Epoch);
