namespace ErpSync.Connectors;

/// <summary>
/// What is on record of a connection's records. For targets in which two writes can look alike: a record that was written for one subject is not there for another. The engine
/// answers from its links.
/// </summary>
public interface ILinkedRecords
{
    /// <summary>Which of some records of a target were written for other source records.</summary>
    /// <param name="connection">Connection id of the target.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="sourceId">Id of the source record that asks.</param>
    /// <param name="ids">Ids of the target's records, as <see cref="RecordRef.Id"/>.</param>
    /// <param name="ct">Cancels the look-up.</param>
    /// <returns>Those of <paramref name="ids"/> that a link of another source record names.</returns>
    ValueTask<IReadOnlySet<string>> OfOthersAsync(string connection, string entity, string sourceId, IReadOnlyList<string> ids, CancellationToken ct);
}
