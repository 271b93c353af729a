using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>Reads records for flows, through the gate of their connection: paced, bounded, with faults observed.</summary>
public interface IRecordReader
{
    /// <summary>Fresh state of the given records.</summary>
    /// <typeparam name="TRecord">Canonical record.</typeparam>
    /// <param name="connection">Connection id.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="ids">Ids; repeated ones are asked for once.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>What was yielded, by id. An id that is missing was not answered; it does not mean that the record is gone.</returns>
    /// <exception cref="ConnectorException">The reading failed.</exception>
    ValueTask<IReadOnlyDictionary<string, SourceRecord<TRecord>>> FindAsync<TRecord>(
        string connection, string entity, IReadOnlyCollection<string> ids, CancellationToken ct)
        where TRecord : class;
}
