using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ErpSync.Storage.Sqlite;

/// <summary>
/// The only connection that writes. Calls that arrive while a transaction is on its way to the disk wait in a bounded queue and share the next one (group
/// commit); when one is refused, they are run again each under its own savepoint, so that it takes no other with it. Callers hear of success only after the commit.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly Channel<SqliteOperation> _queue;
    private readonly Task _loop;
    private SqliteSteps? _steps;

    public SqliteWriter(SqliteStoreOptions options)
    {
        _options = options;
        _queue = Channel.CreateBounded<SqliteOperation>(new BoundedChannelOptions(options.MaxQueuedOperations) { SingleReader = true });
        _loop = Task.Run(LoopAsync);
    }

    public async Task<T> RunAsync<T>(Func<SqliteSteps, T> step, int rows, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var operation = new SqliteOperation<T>(step, rows, ct);
        try
        {
            await _queue.Writer.WriteAsync(operation, ct);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteSyncStore), $"The store {_options.Path} is closed.");
        }

        return await operation.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        var batch = new List<SqliteOperation>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            Fill(batch);
            if (batch.Count > 0)
            {
                Execute(batch);
                batch.Clear();
            }
        }

        _steps?.Session.Dispose();
    }

    private void Fill(List<SqliteOperation> batch)
    {
        var rows = 0;
        while (rows < _options.MaxBatchRows && _queue.Reader.TryRead(out var operation))
        {
            if (operation.Cancellation.IsCancellationRequested)
            {
                operation.Cancel();
                continue;
            }

            batch.Add(operation);
            rows += operation.Rows;
        }
    }

    private void Execute(List<SqliteOperation> batch)
    {
        List<(SqliteOperation Operation, Exception Reason)>? refused = null;
        try
        {
            var steps = _steps ??= Open();
            steps.Begin();
            if (!TryTogether(steps, batch))
            {
                steps.Restart();
                refused = RunApart(steps, batch);
            }

            steps.Commit();
        }
        catch (Exception fault)
        {
            // Whatever it was, the callers must hear of it and the loop must go on for the next ones.
            Abandon();
            var reason = Translate(fault);
            batch.ForEach(operation => operation.Fail(reason));
            return;
        }

        refused?.ForEach(failure => failure.Operation.Fail(Translate(failure.Reason)));
        batch.ForEach(operation => operation.Succeed());
    }

    /// <summary>
    /// Runs all without savepoints, which would copy every page again for each of them; false when one was refused and all must be undone. A lost transaction
    /// is thrown on: nobody's work was kept.
    /// </summary>
    private static bool TryTogether(SqliteSteps steps, List<SqliteOperation> batch)
    {
        try
        {
            batch.ForEach(operation => operation.Run(steps));
            return true;
        }
        catch (Exception) when (steps.Session.InTransaction)
        {
            return false;
        }
    }

    /// <summary>Runs each under its own savepoint, so that the one that is refused takes no other with it.</summary>
    private static List<(SqliteOperation Operation, Exception Reason)> RunApart(SqliteSteps steps, List<SqliteOperation> batch)
    {
        var refused = new List<(SqliteOperation Operation, Exception Reason)>();
        foreach (var operation in batch)
        {
            if (Try(steps, operation) is { } reason)
            {
                refused.Add((operation, reason));
            }
        }

        return refused;
    }

    /// <summary>Runs one operation under a savepoint; the reason when it was refused and undone. A lost transaction is thrown on: nobody's work was kept.</summary>
    private static Exception? Try(SqliteSteps steps, SqliteOperation operation)
    {
        var session = steps.Session;
        var before = steps.Totals;
        session[SqliteDialect.Savepoint].Run();
        try
        {
            operation.Run(steps);
            session[SqliteDialect.Release].Run();
            return null;
        }
        catch (Exception reason) when (session.InTransaction)
        {
            session.ResetAll();
            session[SqliteDialect.RollbackTo].Run();
            session[SqliteDialect.Release].Run();
            steps.Refused(before);
            return reason;
        }
    }

    private SqliteSteps Open()
    {
        SqliteSchema.RequireFile(_options);
        var session = SqliteSession.Open(_options, create: false, write: true);
        try
        {
            SqliteSchema.Check(session, _options);
            return new SqliteSteps(session, _options);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void Abandon()
    {
        // A fresh connection after a lost transaction: nothing of its state is trusted any more.
        _steps?.Session.Dispose();
        _steps = null;
    }

    private Exception Translate(Exception reason) => reason is SqliteException fault ? SqliteFaults.Of(_options.Path, fault) : reason;
}
