using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ErpSync.Storage.Sqlite;

/// <summary>A bounded set of connections that only read: they see the last committed state and never wait for the writer.</summary>
internal sealed class SqliteReaders(SqliteStoreOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(options.MaxReaders);
    private readonly ConcurrentBag<SqliteSession> _sessions = [];
    private volatile bool _closed;

    public async ValueTask<T> RunAsync<T>(Func<SqliteSession, T> read, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteSyncStore));
            var session = _sessions.TryTake(out var idle) ? idle : Open();
            try
            {
                return read(session);
            }
            finally
            {
                session.ResetAll();
                _sessions.Add(session);
            }
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(options.Path, fault);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>The same for several queries that must see one state.</summary>
    public ValueTask<T> RunTogetherAsync<T>(Func<SqliteSession, T> read, CancellationToken ct) => RunAsync(
        session =>
        {
            session[SqliteDialect.BeginRead].Run();
            try
            {
                return read(session);
            }
            finally
            {
                session.ResetAll();
                session[SqliteDialect.Commit].Run();
            }
        },
        ct);

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var reader = 0; reader < options.MaxReaders; reader++)
        {
            await _free.WaitAsync();
        }

        while (_sessions.TryTake(out var session))
        {
            session.Dispose();
        }

        _free.Release(options.MaxReaders);
    }

    private SqliteSession Open()
    {
        SqliteSchema.RequireFile(options);
        var session = SqliteSession.Open(options, create: false, write: false);
        try
        {
            SqliteSchema.Check(session, options);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
