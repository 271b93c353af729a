using SQLitePCL;

namespace Benchmarks.Engine;

/// <summary>Prepared statements against the store's own schema, over a connection opened as the store opens its own.</summary>
internal sealed class RawStatements : IDisposable
{
    public static readonly byte[] Kilobyte = new byte[1024];

    private readonly List<RawStatement> _all = [];
    private readonly sqlite3 _database;

    public RawStatements(string path)
    {
        Batteries_V2.Init();
        RawStatement.Check(raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null), raw.SQLITE_OK);
        Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768");
    }

    public RawStatement Subject => field ??= Prepare(
        """
        INSERT INTO subjects (id, flow, key, lane, state, last_sequence, done_through, waiting_signals, occurred_at, due_at, attempt, changed_at,
            wake_on_signal, planned_through, plan_applied, open_effects, cased_sequence, has_open_case)
        VALUES (?, 'parcels', ?, ?, 1, ?4, 0, 1, ?4, ?4, 0, ?4, 1, 0, 0, 0, 0, 0)
        """);

    public RawStatement Touch => field ??= Prepare("UPDATE subjects SET state = ?1, last_sequence = ?2, due_at = ?2, changed_at = ?2 WHERE id = ?3");

    public RawStatement Signal => field ??= Prepare("INSERT INTO signals VALUES (?1, ?2, 'webhook:parcels', ?3, ?1, ?1, 0)");

    public RawStatement Body => field ??= Prepare("INSERT INTO bodies VALUES (?, ?)");

    public RawStatement Effect => field ??= Prepare(
        """
        INSERT INTO effects (id, subject_id, lane, connection, entity, kind, key, title, state, blocked, attempt, due_at, probe, claim_epoch, created_at, changed_at, signal_again)
        VALUES (?1, ?2, ?3, 'parcels', 'parcel', 0, ?4, 'Send parcel', 1, 0, 0, ?1, 0, 1, ?1, ?1, 0)
        """);

    public RawStatement Payload => field ??= Prepare("INSERT INTO payloads VALUES (?, ?)");

    public RawStatement Finish => field ??= Prepare("UPDATE effects SET state = 2, changed_at = ?1 WHERE id = ?1");

    public RawStatement End => field ??= Prepare("UPDATE signals SET outcome = ? WHERE id = ?");

    public RawStatement Step => field ??= Prepare("INSERT INTO steps (subject_id, at, code, text) VALUES (?, ?, ?, ?)");

    public void Transaction(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        work();
        Execute("COMMIT");
    }

    public void Dispose()
    {
        _all.ForEach(statement => statement.Dispose());
        _database.Dispose();
    }

    private void Execute(string sql) => RawStatement.Check(raw.sqlite3_exec(_database, sql), raw.SQLITE_OK);

    private RawStatement Prepare(string sql)
    {
        var statement = new RawStatement(_database, sql);
        _all.Add(statement);
        return statement;
    }
}
