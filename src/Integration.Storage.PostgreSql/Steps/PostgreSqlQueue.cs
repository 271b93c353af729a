namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// The bounded queue in front of the transactions of this process. Calls that arrive while transactions are on their way to the disk wait here and share the next one (group
/// commit). A few transactions run beside each other, never two with the same subject: what would wait for a row lock waits here instead, and joins more of its kind.
/// Thread-safe.
/// </summary>
/// <param name="maxQueued">Most operations that wait; further ones wait for room.</param>
/// <param name="maxBatchRows">Most rows in one batch; one operation is never split.</param>
/// <param name="execute">Runs a batch under a slot of its own and tells every operation in it how it ended. Must not throw.</param>
internal sealed class PostgreSqlQueue(int maxQueued, int maxBatchRows, Func<List<PostgreSqlOperation>, int, Task> execute) : IAsyncDisposable
{
    /// <summary>Transactions at the same time.</summary>
    public const int Slots = 3;

    /// <summary>A batch beside others pays when it has at least one row for so many of the largest of them.</summary>
    private const int WorthIt = 4;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room = new(maxQueued);
    private readonly PostgreSqlBacklog _waiting = new();
    private readonly PostgreSqlBatch?[] _running = new PostgreSqlBatch?[Slots];
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>Queues an operation.</summary>
    /// <returns>False when the queue is closed.</returns>
    public async ValueTask<bool> TryAddAsync(PostgreSqlOperation operation)
    {
        operation.Cancellation.ThrowIfCancellationRequested();
        await _room.WaitAsync(operation.Cancellation).ConfigureAwait(false);
        lock (_gate)
        {
            if (_closed)
            {
                _room.Release();
                return false;
            }

            _waiting.Add(operation, _running);
            StartWhatCan();
            return true;
        }
    }

    /// <summary>Refuses further operations and waits until those in the queue have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            SayWhenDrained();
        }

        await _drained.Task.ConfigureAwait(false);
    }

    private void StartWhatCan()
    {
        while (Array.IndexOf(_running, null) is >= 0 and var slot && Take() is { } batch)
        {
            _running[slot] = batch;
            _waiting.Sort(_running);
            _ = Task.Run(() => RunAsync(batch, slot));
        }
    }

    private async Task RunAsync(PostgreSqlBatch batch, int slot)
    {
        await execute(batch.Operations, slot).ConfigureAwait(false);
        lock (_gate)
        {
            _running[slot] = null;
            _waiting.Sort(_running);
            StartWhatCan();
            SayWhenDrained();
        }
    }

    /// <summary>The next batch; null when there is none, or none that pays beside those that run.</summary>
    private PostgreSqlBatch? Take()
    {
        while (_waiting.Next is { } work)
        {
            if (work != PostgreSqlWork.Claims && Math.Min(_waiting.ReadyRows, maxBatchRows) * WorthIt < LargestRunning())
            {
                return null;
            }

            var batch = new PostgreSqlBatch(work);
            _room.Release(_waiting.Fill(batch, maxBatchRows, isLast: _running.Count(running => running is null) == 1));
            if (batch.Operations.Count > 0)
            {
                return batch;
            }
        }

        return null;
    }

    /// <summary>Rows of the largest batch under way. What a claim finds is not known beforehand, so claims do not count.</summary>
    private int LargestRunning() => _running.Max(running => running is null or { Work: PostgreSqlWork.Claims } ? 0 : running.Rows);

    private void SayWhenDrained()
    {
        if (_closed && _waiting.IsEmpty && Array.TrueForAll(_running, running => running is null))
        {
            _drained.TrySetResult();
        }
    }
}
