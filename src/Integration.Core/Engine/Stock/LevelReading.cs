using ErpSync.Model;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>The owner's stock of a SKU as it was read, and under which lane.</summary>
/// <param name="Level">Stock.</param>
/// <param name="Lane">Lane and epoch of the work that read it.</param>
internal sealed record LevelReading(StockLevel Level, LaneGrant Lane);
