namespace ErpSync.Connectors;

/// <summary>Reads one kind of record.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
public interface ISource<TRecord> : IConnector
    where TRecord : class
{
    /// <summary>
    /// Pages in a stable order. A page's checkpoint is safe to save once every record of the page is durably accepted.
    /// A page that announces rows and yields none is a fault, never an empty success.
    /// </summary>
    /// <param name="request">Where to start and what to include.</param>
    /// <param name="ct">Cancels between and during pages.</param>
    /// <exception cref="ConnectorException">The remote system refused, failed or throttled.</exception>
    IAsyncEnumerable<SourcePage<TRecord>> ReadAsync(ReadRequest request, CancellationToken ct);

    /// <summary>
    /// Fresh state of the given records, batched. Yields each id that exists once, in any order; an id that does not exist (any more) is yielded
    /// with <see cref="SourceRecord{TRecord}.IsDeleted"/>. Records that could not be read are not yielded as deleted: that is a fault.
    /// </summary>
    /// <param name="ids">Ids, any number; the connector splits as its API wants.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="ConnectorException">The remote system refused, failed or throttled.</exception>
    IAsyncEnumerable<SourceRecord<TRecord>> FindAsync(IReadOnlyList<string> ids, CancellationToken ct);
}
