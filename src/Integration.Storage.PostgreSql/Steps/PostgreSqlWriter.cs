using Npgsql;
using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// Runs the changes of this process. Calls that arrive while transactions are under way share the next one: one round trip loads and locks what all of them need, the
/// rules run in memory, one more round trip writes and commits. Whatever two transactions lock, they lock in the same order: lanes, subjects by key, and what belongs to a
/// subject under its lock. Callers hear of success only after the commit; when the connection is lost during a commit, the
/// database is asked what became of it.
/// </summary>
internal sealed class PostgreSqlWriter : IAsyncDisposable
{
    private readonly PostgreSqlDatabase _database;
    private readonly PostgreSqlNotifier _notifier;
    private readonly PostgreSqlQueues _queues;
    private readonly PostgreSqlQueue _queue;
    private readonly Guid?[] _places = new Guid?[PostgreSqlQueue.Slots];

    public PostgreSqlWriter(PostgreSqlDatabase database, PostgreSqlNotifier notifier, PostgreSqlQueues queues)
    {
        _database = database;
        _queues = queues;
        _notifier = notifier;
        _queue = new PostgreSqlQueue(database.Options.MaxQueuedOperations, database.Options.MaxBatchRows, ExecuteAsync);
    }

    public async Task<T> RunAsync<T>(Action<PostgreSqlNeeds> needs, Func<PostgreSqlUnit, T> step, int rows, CancellationToken ct)
    {
        var operation = new PostgreSqlOperation<T>(needs, step, _database.Options.LaneCount, rows, ct);
        if (!await _queue.TryAddAsync(operation).ConfigureAwait(false))
        {
            throw new ObjectDisposedException(nameof(PostgreSqlSyncStore), $"The store {_database.Name} is closed.");
        }

        return await operation.Completion.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private async Task ExecuteAsync(List<PostgreSqlOperation> batch, int slot)
    {
        var retry = _database.NewRetry();
        while (batch.Count > 0)
        {
            try
            {
                if (await TryAsync(batch, slot).ConfigureAwait(false) is not { } refused)
                {
                    batch.ForEach(operation => operation.Succeed());
                    return;
                }

                refused.Operation.Fail(refused.Reason);
                batch.Remove(refused.Operation);
            }
            catch (Exception fault)
            {
                if (!await MayRetryAsync(retry, batch, slot, fault).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Waits for the next attempt; false when everything in the batch was told its end.</summary>
    private async Task<bool> MayRetryAsync(PostgreSqlDatabase.Retry retry, List<PostgreSqlOperation> batch, int slot, Exception fault)
    {
        try
        {
            await retry.PauseOrThrowAsync(fault, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (batch.Count > 1 && !PostgreSqlFaults.IsAway(fault) && fault is not StoreException)
        {
            // One of them cannot be stored; alone, each answers for itself.
            foreach (var operation in batch)
            {
                await ExecuteAsync([operation], slot).ConfigureAwait(false);
            }

            return false;
        }
        catch (Exception reason)
        {
            batch.ForEach(operation => operation.Fail(reason));
            return false;
        }
    }

    /// <summary>One transaction. Answers with the operation that the rules refused, after which nothing was kept; null when all is durable.</summary>
    private async Task<(PostgreSqlOperation Operation, Exception Reason)?> TryAsync(List<PostgreSqlOperation> batch, int slot)
    {
        var needs = new PostgreSqlNeeds(_database.Options.LaneCount);
        batch.ForEach(operation => operation.Ask(needs));
        var unit = new PostgreSqlUnit(_database.Options.LaneCount);
        var connection = await _database.Source.OpenConnectionAsync().ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        try
        {
            var receipt = await LoadAsync(connection, needs, unit, slot).ConfigureAwait(false);
            foreach (var operation in batch)
            {
                try
                {
                    operation.Run(unit);
                }
                catch (Exception reason)
                {
                    await EndAsync(connection, PostgreSqlDialect.Rollback).ConfigureAwait(false);
                    return (operation, reason);
                }
            }

            await CommitAsync(connection, unit, slot, receipt).ConfigureAwait(false);
        }
        catch (PostgresException) when (connection.State == System.Data.ConnectionState.Open)
        {
            await EndAsync(connection, PostgreSqlDialect.Rollback).ConfigureAwait(false);
            throw;
        }

        _queues.Committed(unit);
        _notifier.Accepted(unit.SignalledLanes);
        return null;
    }

    /// <summary>Loads with locks; answers with the transaction's receipt, null when nothing is locked or changed.</summary>
    private async Task<PostgreSqlReceipt?> LoadAsync(NpgsqlConnection connection, PostgreSqlNeeds needs, PostgreSqlUnit unit, int slot)
    {
        PostgreSqlReceipt? receipt = null;
        var script = new PostgreSqlScript(_database);
        script.Add(PostgreSqlDialect.Begin);

        // A process that is paused within a transaction must not hold its locks for longer than its lanes.
        var pause = Of<string>($"{(long)_database.Options.LeaseTime.TotalMilliseconds / 2}");
        var knowsTransactionTimeout = connection.PostgreSqlVersion.Major >= 17;
        NpgsqlParameter[] limits = knowsTransactionTimeout ? [pause, Of<string>($"{(long)_database.Options.LeaseTime.TotalMilliseconds * 4}")] : [pause];
        script.Read(PostgreSqlDialect.Settings(knowsTransactionTimeout), _ => { }, limits);
        new PostgreSqlUnitReader(_database.Dialect, script, needs, unit, _database.Options.LaneCount).Read();
        script.Read(
            needs.Writes ? PostgreSqlDialect.Transaction : PostgreSqlDialect.TransactionIfAny,
            row => receipt = row.OptionalText(0) is { } transaction ? new PostgreSqlReceipt(transaction, _places[slot] ??= row.GetGuid(1), row.GetGuid(1)) : null);
        await script.RunAsync(connection, CancellationToken.None).ConfigureAwait(false);
        return receipt;
    }

    private async Task CommitAsync(NpgsqlConnection connection, PostgreSqlUnit unit, int slot, PostgreSqlReceipt? receipt)
    {
        var script = new PostgreSqlScript(_database);
        receipt?.Write(_database.Dialect, script);
        new PostgreSqlUnitWriter(_database.Dialect, script, unit, _database.Options.LaneCount).Write(ShardOf(slot));
        script.Add(PostgreSqlDialect.Commit);
        try
        {
            await script.RunAsync(connection, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception lost) when (receipt is not null && !PostgreSqlFaults.IsRefusal(lost) && PostgreSqlFaults.IsAway(lost))
        {
            if (!await PostgreSqlOutcome.WasCommittedAsync(_database, receipt, lost).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private async Task EndAsync(NpgsqlConnection connection, string text)
    {
        var script = new PostgreSqlScript(_database);
        script.Add(text);
        await script.RunAsync(connection, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A row of the totals for each transaction at the same time: the row is locked until the commit is on the disk.</summary>
    private static int ShardOf(int slot) => (Environment.ProcessId + (slot * PostgreSqlDialect.TotalsShards / PostgreSqlQueue.Slots)) % PostgreSqlDialect.TotalsShards;
}
