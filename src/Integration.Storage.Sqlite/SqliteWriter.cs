using ErpSync.Storage.Steps;
using Microsoft.Data.Sqlite;

namespace ErpSync.Storage.Sqlite;

/// <summary>
/// The only connection that writes. Calls that share a transaction run without savepoints; when one is refused, they are run again each under its own, so that
/// it takes no other with it. Callers hear of success only after the commit.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly GroupCommitQueue<SqliteOperation> _queue;
    private SqliteUnit? _unit;

    public SqliteWriter(SqliteStoreOptions options)
    {
        _options = options;
        _queue = new GroupCommitQueue<SqliteOperation>(options.MaxQueuedOperations, options.MaxBatchRows, ExecuteAsync);
    }

    public async Task<T> RunAsync<T>(Func<SqliteUnit, T> step, int rows, CancellationToken ct)
    {
        var operation = new SqliteOperation<T>(step, rows, ct);
        if (!await _queue.TryAddAsync(operation))
        {
            throw new ObjectDisposedException(nameof(SqliteSyncStore), $"The store {_options.Path} is closed.");
        }

        return await operation.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _unit?.Session.Dispose();
    }

    private ValueTask ExecuteAsync(List<SqliteOperation> batch)
    {
        List<(SqliteOperation Operation, Exception Reason)>? refused = null;
        try
        {
            var unit = _unit ??= Open();
            unit.Begin();
            if (!TryTogether(unit, batch))
            {
                unit.Restart();
                refused = RunApart(unit, batch);
            }

            unit.Commit();
        }
        catch (Exception fault)
        {
            // Whatever it was, the callers must hear of it and the loop must go on for the next ones.
            Abandon();
            var reason = Translate(fault);
            batch.ForEach(operation => operation.Fail(reason));
            return ValueTask.CompletedTask;
        }

        refused?.ForEach(failure => failure.Operation.Fail(Translate(failure.Reason)));
        batch.ForEach(operation => operation.Succeed());
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Runs all without savepoints, which would copy every page again for each of them; false when one was refused and all must be undone. A lost transaction
    /// is thrown on: nobody's work was kept.
    /// </summary>
    private static bool TryTogether(SqliteUnit unit, List<SqliteOperation> batch)
    {
        try
        {
            batch.ForEach(operation => operation.Run(unit));
            return true;
        }
        catch (Exception) when (unit.Session.InTransaction)
        {
            return false;
        }
    }

    /// <summary>Runs each under its own savepoint, so that the one that is refused takes no other with it.</summary>
    private static List<(SqliteOperation Operation, Exception Reason)> RunApart(SqliteUnit unit, List<SqliteOperation> batch)
    {
        var refused = new List<(SqliteOperation Operation, Exception Reason)>();
        foreach (var operation in batch)
        {
            if (Try(unit, operation) is { } reason)
            {
                refused.Add((operation, reason));
            }
        }

        return refused;
    }

    /// <summary>Runs one operation under a savepoint; the reason when it was refused and undone. A lost transaction is thrown on: nobody's work was kept.</summary>
    private static Exception? Try(SqliteUnit unit, SqliteOperation operation)
    {
        var session = unit.Session;
        var before = unit.Totals;
        session[SqliteDialect.Savepoint].Run();
        try
        {
            operation.Run(unit);
            session[SqliteDialect.Release].Run();
            return null;
        }
        catch (Exception reason) when (session.InTransaction)
        {
            session.ResetAll();
            session[SqliteDialect.RollbackTo].Run();
            session[SqliteDialect.Release].Run();
            unit.Refused(before);
            return reason;
        }
    }

    private SqliteUnit Open()
    {
        SqliteSchema.RequireFile(_options);
        var session = SqliteSession.Open(_options, create: false, write: true);
        try
        {
            SqliteSchema.Check(session, _options);
            return new SqliteUnit(session, _options);
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
        _unit?.Session.Dispose();
        _unit = null;
    }

    private Exception Translate(Exception reason) => reason is SqliteException fault ? SqliteFaults.Of(_options.Path, fault) : reason;
}
