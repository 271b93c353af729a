using Microsoft.Data.Sqlite;

namespace Benchmarks.Engine;

/// <summary>Prepared statements against the store's own schema.</summary>
internal sealed class RawStatements(SqliteConnection connection) : IDisposable
{
    public static readonly byte[] Kilobyte = new byte[1024];

    private readonly List<RawStatement> _all = [];

    public RawStatement Subject => field ??= Prepare(
        """
        INSERT INTO subjects (id, flow, key, lane, state, last_sequence, done_through, waiting_signals, occurred_at, due_at, attempt, changed_at,
            wake_on_signal, planned_through, plan_applied, open_effects, cased_sequence, has_open_case)
        VALUES (?, 'parcels', ?, ?, 1, ?4, 0, 1, ?4, ?4, 0, ?4, 1, 0, 0, 0, 0, 0)
        """);

    public RawStatement Touch => field ??= Prepare("UPDATE subjects SET state = 1 - state, last_sequence = ?1, due_at = ?1, changed_at = ?1 WHERE id = ?2");

    public RawStatement Signal => field ??= Prepare("INSERT INTO signals VALUES (?, ?, 'webhook:parcels', ?, ?4, ?4, 0)");

    public RawStatement Body => field ??= Prepare("INSERT INTO bodies VALUES (?, ?)");

    public RawStatement Effect => field ??= Prepare(
        """
        INSERT INTO effects (id, subject_id, lane, connection, entity, kind, key, title, state, blocked, attempt, due_at, probe, claim_epoch, created_at, changed_at, signal_again)
        VALUES (?1, ?2, ?3, 'parcels', 'parcel', 0, ?4, 'Send parcel', 0, 0, 0, ?1, 0, 0, ?1, ?1, 0)
        """);

    public RawStatement Payload => field ??= Prepare("INSERT INTO payloads VALUES (?, ?)");

    public RawStatement Claim => field ??= Prepare("UPDATE effects SET state = 1, claim_epoch = 1, changed_at = ?1 WHERE id = ?1");

    public RawStatement Finish => field ??= Prepare("UPDATE effects SET state = 2, changed_at = ?1 WHERE id = ?1");

    public RawStatement End => field ??= Prepare("UPDATE signals SET outcome = ? WHERE id = ?");

    public RawStatement Step => field ??= Prepare("INSERT INTO steps (subject_id, at, code, text) VALUES (?, ?, ?, ?)");

    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this benchmark.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Transaction(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        work();
        Execute("COMMIT");
    }

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    private RawStatement Prepare(string sql)
    {
        var statement = new RawStatement(connection, sql);
        _all.Add(statement);
        return statement;
    }
}

/// <summary>One prepared statement, bound by position through the driver's own handle, as the store itself does.</summary>
internal sealed class RawStatement : IDisposable
{
    private readonly SQLitePCL.sqlite3_stmt _statement;

    public RawStatement(SqliteConnection connection, string sql)
    {
        if (SQLitePCL.raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement) != SQLitePCL.raw.SQLITE_OK)
        {
            throw new InvalidOperationException(SQLitePCL.raw.sqlite3_errmsg(connection.Handle).utf8_to_string());
        }
    }

    public void Run(params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _ = values[i] switch
            {
                int number => SQLitePCL.raw.sqlite3_bind_int64(_statement, i + 1, number),
                string text => SQLitePCL.raw.sqlite3_bind_text(_statement, i + 1, text),
                byte[] bytes => SQLitePCL.raw.sqlite3_bind_blob(_statement, i + 1, bytes),
                var other => throw new ArgumentException($"Cannot bind {other}."),
            };
        }

        var result = SQLitePCL.raw.sqlite3_step(_statement);
        SQLitePCL.raw.sqlite3_reset(_statement);
        if (result != SQLitePCL.raw.SQLITE_DONE)
        {
            throw new InvalidOperationException($"SQLite answered {result}.");
        }
    }

    public void Dispose() => _statement.Dispose();
}
