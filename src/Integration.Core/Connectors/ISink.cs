namespace ErpSync.Connectors;

/// <summary>Writes one kind of record.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
public interface ISink<TRecord> : IConnector
    where TRecord : class
{
    /// <summary>
    /// Writes a batch of at most <see cref="EntityCapability.MaxBatchSize"/> items. Exactly one result per item, matched by
    /// <see cref="WriteResult.ItemId"/>, in any order. Throws only when nothing at all was sent.
    /// </summary>
    /// <param name="batch">Items; of different subjects.</param>
    /// <param name="ct">After a cancellation items that may have been sent are <see cref="WriteResult.Unknown"/>.</param>
    /// <exception cref="ConnectorException">Nothing was sent.</exception>
    ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<TRecord>> batch, CancellationToken ct);

    /// <summary>Did a write with this key land? Asked after an unknown outcome, before anything is sent again.</summary>
    /// <param name="item">The write in question, with its key and record.</param>
    /// <param name="ct">Cancels the look-up.</param>
    /// <returns>The record that exists because of the write; null when it did not land.</returns>
    /// <exception cref="ConnectorException">The question could not be answered; the outcome stays unknown.</exception>
    ValueTask<RecordRef?> LookupAsync(WriteItem<TRecord> item, CancellationToken ct);
}
