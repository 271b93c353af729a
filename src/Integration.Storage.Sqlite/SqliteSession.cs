using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ErpSync.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Not thread-safe.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;

    // By reference: the texts are constants, and hashing them would cost more than some of them take to run.
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>False when SQLite itself has rolled the transaction back, for example on a full disk.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public static SqliteSession Open(SqliteStoreOptions options, bool create, bool write)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
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
                connection.CreateFunction(
                    "contains_text", (string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false, isDeterministic: true);
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
                _statements[sql] = statement = new SqliteStatement(_connection.Handle!, sql);
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
    public void Execute(string script)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text comes from SqliteDialect or holds validated numbers only.
        command.CommandText = script;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
