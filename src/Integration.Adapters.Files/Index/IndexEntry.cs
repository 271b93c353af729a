using ErpSync.Connectors;

namespace ErpSync.Adapters.Files.Index;

/// <summary>A record as the files say, or why it cannot be told.</summary>
/// <param name="Value">The record; null while it cannot be told.</param>
/// <param name="Sequence">Grows with every change, over all files.</param>
/// <param name="ChangedAt">When the file that changed it was accepted.</param>
/// <param name="Fault">Why it cannot be told, or null.</param>
internal sealed record IndexEntry<T>(T? Value, long Sequence, DateTimeOffset ChangedAt, Fault? Fault)
    where T : class;
