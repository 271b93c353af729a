namespace ErpSync.Inventory;

/// <summary>A location that may ship.</summary>
/// <param name="Code">Code.</param>
/// <param name="Location">What is known of it.</param>
/// <param name="Rank">Position in the total order of locations, from 0.</param>
public sealed record AllocationCandidate(string Code, StockLocation Location, int Rank);
