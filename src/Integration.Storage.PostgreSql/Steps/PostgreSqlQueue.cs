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
    private readonly LinkedList<PostgreSqlOperation> _waiting = new();
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

            _waiting.AddLast(operation);
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
        while (_waiting.Count > 0 && Array.IndexOf(_running, null) is >= 0 and var slot && Take() is { } batch)
        {
            _running[slot] = batch;
            _room.Release(batch.Operations.Count);
            _ = Task.Run(() => RunAsync(batch, slot));
        }
    }

    private async Task RunAsync(PostgreSqlBatch batch, int slot)
    {
        await execute(batch.Operations, slot).ConfigureAwait(false);
        lock (_gate)
        {
            _running[slot] = null;
            StartWhatCan();
            SayWhenDrained();
        }
    }

    /// <summary>The next batch: in order of arrival, without what shares a subject with a running batch or with one that had to stay before it. Null when none can run or pays.</summary>
    private PostgreSqlBatch? Take()
    {
        var batch = new PostgreSqlBatch();
        var stayed = new HashSet<SubjectKey>();
        var taken = new List<LinkedListNode<PostgreSqlOperation>>();
        for (var node = _waiting.First; node is not null && batch.Rows < maxBatchRows;)
        {
            var (current, operation) = (node, node.Value);
            node = node.Next;
            if (operation.Cancellation.IsCancellationRequested)
            {
                _waiting.Remove(current);
                _room.Release();
                operation.Cancel();
            }
            else if (MustStay(operation, batch, stayed))
            {
                stayed.UnionWith(operation.Subjects);
            }
            else
            {
                batch.Add(operation);
                taken.Add(current);
            }
        }

        if (batch.Operations.Count == 0 || (!batch.IsClaim && batch.Rows * WorthIt < _running.Max(running => running?.Rows ?? 0)))
        {
            return null;
        }

        taken.ForEach(_waiting.Remove);
        return batch;
    }

    /// <summary>Claims lock effects before anything else, so they share a transaction with claims only, and run one after the other.</summary>
    private bool MustStay(PostgreSqlOperation operation, PostgreSqlBatch batch, HashSet<SubjectKey> stayed) =>
        (batch.Operations.Count > 0 && batch.IsClaim != operation.IsClaim)
        || (operation.IsClaim && Array.Exists(_running, running => running is { IsClaim: true }))
        || operation.Subjects.Overlaps(stayed)
        || Array.Exists(_running, running => running is not null && operation.Subjects.Overlaps(running.Subjects));

    private void SayWhenDrained()
    {
        if (_closed && _waiting.Count == 0 && Array.TrueForAll(_running, running => running is null))
        {
            _drained.TrySetResult();
        }
    }
}
