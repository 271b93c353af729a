using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ErpSync.Storage.Sqlite;

/// <summary>
/// A prepared statement that is bound, stepped and reset without allocating commands, parameters and readers: the store runs a few of them per signal, so this
/// is what its speed depends on. Columns and parameters count from 0. Not thread-safe.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _handle;
    private int _bound;
    private bool _isClean = true;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _handle));
    }

    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_handle, ++_bound, value));
        return this;
    }

    public SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    public SqliteStatement Bind(DateTimeOffset value) => Bind(value.UtcTicks);

    public SqliteStatement Bind(DateTimeOffset? value) => value is { } instant ? Bind(instant.UtcTicks) : BindNull();

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        Span<byte> buffer = stackalloc byte[192];
        var text = value.Length * 3 <= buffer.Length ? buffer[..Encoding.UTF8.GetBytes(value, buffer)] : Encoding.UTF8.GetBytes(value);
        Check(text.IsEmpty ? raw.sqlite3_bind_text(_handle, ++_bound, "") : raw.sqlite3_bind_text(_handle, ++_bound, text));
        return this;
    }

    public SqliteStatement Bind(ReadOnlyMemory<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_handle, ++_bound, 0) : raw.sqlite3_bind_blob(_handle, ++_bound, value.Span));
        return this;
    }

    public SqliteStatement BindNull()
    {
        Check(raw.sqlite3_bind_null(_handle, ++_bound));
        return this;
    }

    /// <summary>Runs to the end.</summary>
    public void Run()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs to the end and returns the number of rows changed.</summary>
    public int RunCounted()
    {
        Run();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Next row; false at the end. Call <see cref="Reset"/> afterwards.</summary>
    public bool Step()
    {
        _isClean = false;
        var result = raw.sqlite3_step(_handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return false;
    }

    public void Reset()
    {
        _bound = 0;
        if (!_isClean)
        {
            _ = raw.sqlite3_reset(_handle);
            _isClean = true;
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_handle, column);

    public int Int(int column) => raw.sqlite3_column_int(_handle, column);

    public bool Flag(int column) => raw.sqlite3_column_int64(_handle, column) != 0;

    public DateTimeOffset Instant(int column) => new(raw.sqlite3_column_int64(_handle, column), TimeSpan.Zero);

    public DateTimeOffset? OptionalInstant(int column) => IsNull(column) ? null : Instant(column);

    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    public void Dispose() => _handle.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(
                raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
        }
    }
}
