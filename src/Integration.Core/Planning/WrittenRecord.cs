using ErpSync.Connectors;

namespace ErpSync.Planning;

/// <summary>A record that was written for a subject before.</summary>
/// <param name="Name">Name of its link, see <see cref="LinkNames"/>.</param>
/// <param name="Ref">Record in the target.</param>
/// <param name="Memo">What was remembered, JSON text, or null.</param>
public sealed record WrittenRecord(string Name, RecordRef Ref, string? Memo);
