namespace ErpSync.Connectors;

/// <summary>A page of a reading.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
/// <param name="Records">Records in the order of the reading.</param>
/// <param name="Next">Checkpoint that covers this page and nothing after it.</param>
public sealed record SourcePage<TRecord>(IReadOnlyList<SourceRecord<TRecord>> Records, Checkpoint Next)
    where TRecord : class
{
    /// <summary>
    /// Set on the last page of an enumeration that is not the whole: the system still prepares the rest (an export), which is read from <see cref="Next"/> after so long.
    /// Null (default): where the enumeration ends, the reading ends.
    /// </summary>
    public TimeSpan? ContinueAfter { get; init; }
}
