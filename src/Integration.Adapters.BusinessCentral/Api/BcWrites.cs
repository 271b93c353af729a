using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Runs the items of a batch side by side and turns what happens into one result each.</summary>
internal static class BcWrites
{
    public static async ValueTask<IReadOnlyList<WriteResult>> RunAsync<TRecord>(
        IReadOnlyList<WriteItem<TRecord>> batch, WriteTurns turns, Func<WriteItem<TRecord>, CancellationToken, Task<WriteResult>> write, CancellationToken ct)
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(batch);
        ct.ThrowIfCancellationRequested();
        return await Task.WhenAll(batch.Select(item => OneAsync(item, turns, write, ct))).ConfigureAwait(false);
    }

    public static async ValueTask<RecordRef?> LookupAsync(Func<Task<RecordRef?>> look)
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (BcException failure)
        {
            throw failure.ToConnectorException();
        }
    }

    public static WriteResult Refuse(string itemId, WriteKind kind, string entity) => new WriteResult.Failed(itemId, new Fault(
        FaultKind.Invalid, "bc.write-kind-unsupported", $"Business Central connections do not support {kind} of {entity}.")
    { Hint = "Use a kind that the connection's capabilities name." });

    private static async Task<WriteResult> OneAsync<TRecord>(
        WriteItem<TRecord> item, WriteTurns turns, Func<WriteItem<TRecord>, CancellationToken, Task<WriteResult>> write, CancellationToken ct)
        where TRecord : class
    {
        try
        {
            using var turn = await turns.TakeAsync(item.Key, ct).ConfigureAwait(false);
            return await write(item, ct).ConfigureAwait(false);
        }
        catch (BcException failure)
        {
            return failure.Unknown ? new WriteResult.Unknown(item.ItemId, failure.Fault) : new WriteResult.Failed(item.ItemId, failure.Fault);
        }
        catch (OperationCanceledException)
        {
            return new WriteResult.Unknown(item.ItemId, new Fault(FaultKind.Transient, "bc.cancelled", "The write was cancelled; it may have been carried out."));
        }
    }
}
