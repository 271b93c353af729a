using System.Threading.Channels;

namespace ErpSync.Storage.Steps;

/// <summary>
/// The bounded queue in front of a store's only writer. Calls that arrive while a transaction is on its way to the disk wait here and share the next one (group
/// commit). Thread-safe.
/// </summary>
/// <typeparam name="TOperation">Operation.</typeparam>
public sealed class GroupCommitQueue<TOperation> : IAsyncDisposable
    where TOperation : StoreOperation
{
    private readonly int _maxBatchRows;
    private readonly Channel<TOperation> _queue;
    private readonly Func<List<TOperation>, ValueTask> _execute;
    private readonly Task _loop;

    /// <summary>Creates the queue and starts its loop.</summary>
    /// <param name="maxQueued">Most operations that wait; further ones wait for room.</param>
    /// <param name="maxBatchRows">Most rows in one batch; one operation is never split.</param>
    /// <param name="execute">Runs a batch and tells every operation in it how it ended. Must not throw.</param>
    public GroupCommitQueue(int maxQueued, int maxBatchRows, Func<List<TOperation>, ValueTask> execute)
    {
        _maxBatchRows = maxBatchRows;
        _execute = execute;
        _queue = Channel.CreateBounded<TOperation>(new BoundedChannelOptions(maxQueued) { SingleReader = true });
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Queues an operation.</summary>
    /// <param name="operation">Operation.</param>
    /// <returns>False when the queue is closed.</returns>
    public async ValueTask<bool> TryAddAsync(TOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        operation.Cancellation.ThrowIfCancellationRequested();
        try
        {
            await _queue.Writer.WriteAsync(operation, operation.Cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>Refuses further operations and waits until those in the queue have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task LoopAsync()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = Take();
            if (batch.Count > 0)
            {
                await _execute(batch).ConfigureAwait(false);
            }
        }
    }

    private List<TOperation> Take()
    {
        var batch = new List<TOperation>();
        var rows = 0;
        while (rows < _maxBatchRows && _queue.Reader.TryRead(out var operation))
        {
            if (operation.Cancellation.IsCancellationRequested)
            {
                operation.Cancel();
                continue;
            }

            batch.Add(operation);
            rows += operation.Rows;
        }

        return batch;
    }
}
