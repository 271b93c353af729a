using SQLitePCL;

namespace Benchmarks.Engine;

/// <summary>One prepared statement, bound by position through the driver's own handle, as the store itself does.</summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public RawStatement(sqlite3 database, string sql) => Check(raw.sqlite3_prepare_v2(database, sql, out _statement), raw.SQLITE_OK);

    public static void Check(int result, int expected)
    {
        if (result != expected)
        {
            throw new InvalidOperationException($"SQLite answered {result}.");
        }
    }

    public RawStatement Bind(long value)
    {
        raw.sqlite3_bind_int64(_statement, ++_bound, value);
        return this;
    }

    public RawStatement Bind(string value)
    {
        raw.sqlite3_bind_text(_statement, ++_bound, value);
        return this;
    }

    public RawStatement Bind(byte[] value)
    {
        raw.sqlite3_bind_blob(_statement, ++_bound, value);
        return this;
    }

    /// <summary>The number in the first column of the first row, or null when there is no row.</summary>
    public long? Read()
    {
        var result = raw.sqlite3_step(_statement);
        long? number = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : null;
        raw.sqlite3_reset(_statement);
        _bound = 0;
        Check(result, number is null ? raw.SQLITE_DONE : raw.SQLITE_ROW);
        return number;
    }

    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        _bound = 0;
        Check(result, raw.SQLITE_DONE);
    }

    public void Dispose() => _statement.Dispose();
}
