using ErpSync.Connectors;

namespace ErpSync.Storage;

/// <summary>A checkpoint to save.</summary>
/// <param name="Key">Key, for example <c>sweep:orders:shop-eu</c>.</param>
/// <param name="Value">Checkpoint; null removes it.</param>
public sealed record CheckpointWrite(string Key, Checkpoint? Value);
