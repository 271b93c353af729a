using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ErpSync.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Not thread-safe.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 _database;

    // By reference: the texts are constants, and hashing them would cost more than some of them take to run.
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);

    static SqliteSession() => Batteries_V2.Init();

    private SqliteSession(sqlite3 database) => _database = database;

    /// <summary>False when SQLite itself has rolled the transaction back, for example on a full disk.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    public static SqliteSession Open(SqliteStoreOptions options, bool create, bool write)
    {
        // Without SQLite's own locks: a session is used by one thread at a time, and they would be taken several times per bound value.
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var result = raw.sqlite3_open_v2(options.Path, out var database, flags, null);
        var session = new SqliteSession(database);
        try
        {
            session.Check(result);
            session.Execute($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}");
            if (write)
            {
                session.Execute("PRAGMA journal_mode = WAL");
                session.Execute(options.Synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
                session.Execute($"PRAGMA wal_autocheckpoint = {options.CheckpointPages}");
                session.Execute($"PRAGMA cache_size = -{options.CacheKilobytes}");
                if (options.MaxDatabasePages > 0)
                {
                    session.Execute($"PRAGMA max_page_count = {options.MaxDatabasePages}");
                }
            }
            else
            {
                session.Execute("PRAGMA query_only = ON");
                session.Check(raw.sqlite3_create_function(database, "contains_text", 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, ContainsText));
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The prepared statement of a text, ready to be bound.</summary>
    public SqliteStatement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out var statement))
            {
                _statements[sql] = statement = new SqliteStatement(_database, sql);
            }

            // A statement that failed or was left before its end would keep its place and its parameters.
            statement.Reset();
            return statement;
        }
    }

    /// <summary>Ends every statement that an exception left in the middle of its rows.</summary>
    public void ResetAll()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }
    }

    /// <summary>Runs statements that are not worth preparing.</summary>
    public void Execute(string script) => Check(raw.sqlite3_exec(_database, script));

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _database.Dispose();
    }

    private static void ContainsText(sqlite3_context context, object user, sqlite3_value[] values)
    {
        var contains = raw.sqlite3_value_type(values[0]) != raw.SQLITE_NULL
            && raw.sqlite3_value_text(values[0]).utf8_to_string().Contains(raw.sqlite3_value_text(values[1]).utf8_to_string(), StringComparison.OrdinalIgnoreCase);
        raw.sqlite3_result_int(context, contains ? 1 : 0);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
        }
    }
}
