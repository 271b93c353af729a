namespace ErpSync.Storage.Sqlite;

/// <summary>Every SQL text of the store. Instants are UTC ticks; partial indexes repeat their condition in the queries that are to use them.</summary>
internal static partial class SqliteDialect
{
    public const int SchemaVersion = 3;

    /// <summary>One script per schema version, applied in order.</summary>
    public static readonly IReadOnlyList<string> Migrations =
    [
        """
        CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, lane_count INTEGER NOT NULL) STRICT;

        CREATE TABLE totals (
            id INTEGER PRIMARY KEY CHECK (id = 1), lane_generation INTEGER NOT NULL,
            last_subject INTEGER NOT NULL, last_signal INTEGER NOT NULL, last_effect INTEGER NOT NULL, last_case INTEGER NOT NULL,
            waiting INTEGER NOT NULL, applied INTEGER NOT NULL, unchanged INTEGER NOT NULL, superseded INTEGER NOT NULL, cased INTEGER NOT NULL,
            open_cases INTEGER NOT NULL, pending_effects INTEGER NOT NULL) STRICT;
        INSERT INTO totals VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        CREATE TABLE lanes (lane INTEGER PRIMARY KEY, epoch INTEGER NOT NULL) STRICT;

        CREATE TABLE subjects (
            id INTEGER PRIMARY KEY, flow TEXT NOT NULL, key TEXT NOT NULL, lane INTEGER NOT NULL, state INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL, done_through INTEGER NOT NULL, waiting_signals INTEGER NOT NULL, occurred_at INTEGER NOT NULL,
            due_at INTEGER, attempt INTEGER NOT NULL, deadline INTEGER, cause TEXT, title TEXT, changed_at INTEGER NOT NULL,
            wake_on_signal INTEGER NOT NULL, depends_on TEXT, planned_through INTEGER NOT NULL, plan_applied INTEGER NOT NULL,
            open_effects INTEGER NOT NULL, cased_sequence INTEGER NOT NULL, has_open_case INTEGER NOT NULL, UNIQUE (flow, key)) STRICT;
        CREATE INDEX subjects_ready ON subjects (flow, due_at, id, lane) WHERE state = 1;
        CREATE INDEX subjects_waiting ON subjects (flow, due_at, id, lane) WHERE state = 3;
        CREATE INDEX subjects_dependent ON subjects (depends_on) WHERE depends_on IS NOT NULL;

        CREATE TABLE signals (
            id INTEGER PRIMARY KEY, subject_id INTEGER NOT NULL, source TEXT NOT NULL, delivery TEXT NOT NULL,
            occurred_at INTEGER NOT NULL, accepted_at INTEGER NOT NULL, outcome INTEGER NOT NULL, UNIQUE (subject_id, source, delivery)) STRICT;
        CREATE INDEX signals_waiting ON signals (subject_id) WHERE outcome = 0;
        CREATE INDEX signals_oldest ON signals (accepted_at) WHERE outcome = 0;
        CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

        CREATE TABLE effects (
            id INTEGER PRIMARY KEY, subject_id INTEGER NOT NULL, lane INTEGER NOT NULL, connection TEXT NOT NULL, entity TEXT NOT NULL,
            kind INTEGER NOT NULL, key TEXT NOT NULL, target_id TEXT, target_version TEXT, target_number TEXT, link_name TEXT, link_memo TEXT,
            title TEXT NOT NULL, state INTEGER NOT NULL, blocked INTEGER NOT NULL, attempt INTEGER NOT NULL, due_at INTEGER NOT NULL,
            probe INTEGER NOT NULL, code TEXT, claim_epoch INTEGER NOT NULL, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
            signal_again INTEGER NOT NULL) STRICT;
        CREATE INDEX effects_due ON effects (connection, entity, due_at, id, lane) WHERE state = 0 AND blocked = 0;
        CREATE INDEX effects_sending ON effects (lane) WHERE state = 1;
        CREATE INDEX effects_open ON effects (subject_id) WHERE state < 2;
        CREATE INDEX effects_subject ON effects (subject_id);
        CREATE TABLE payloads (id INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT;

        CREATE TABLE links (
            id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, flow TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
            connection TEXT NOT NULL, entity TEXT NOT NULL, ref_id TEXT NOT NULL, ref_version TEXT, ref_number TEXT, memo TEXT, at INTEGER NOT NULL) STRICT;
        CREATE INDEX links_subject ON links (flow, key);
        CREATE INDEX links_target ON links (connection, entity, ref_id);
        CREATE INDEX links_number ON links (connection, entity, ref_number) WHERE ref_number IS NOT NULL;

        CREATE TABLE cases (
            id INTEGER PRIMARY KEY, state INTEGER NOT NULL, key TEXT NOT NULL, code TEXT NOT NULL, flow TEXT, subject TEXT, connection TEXT,
            message TEXT NOT NULL, hint TEXT, field TEXT, remote_request_id TEXT, reported_at INTEGER NOT NULL, opened_at INTEGER NOT NULL,
            count INTEGER NOT NULL, closed_by TEXT, closed_because TEXT, closed_at INTEGER) STRICT;
        CREATE UNIQUE INDEX cases_open ON cases (key) WHERE state = 0;
        CREATE INDEX cases_open_subject ON cases (flow, subject) WHERE state = 0;

        CREATE TABLE steps (id INTEGER PRIMARY KEY, subject_id INTEGER NOT NULL, at INTEGER NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL) STRICT;
        CREATE INDEX steps_subject ON steps (subject_id);

        CREATE TABLE checkpoints (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """,
        """
        DROP INDEX effects_open;
        """,
        StockTables,
    ];

    public const string CountTables = "SELECT count(*), sum(name = 'schema_versions') FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    public const string ReadVersion = "SELECT version, lane_count FROM schema_versions ORDER BY version DESC LIMIT 1";
    public const string AddVersion = "INSERT INTO schema_versions VALUES (?, ?)";
    public const string AddLanes = "WITH RECURSIVE n (lane) AS (VALUES (0) UNION ALL SELECT lane + 1 FROM n WHERE lane + 1 < ?) INSERT INTO lanes SELECT lane, 0 FROM n";

    public const string Begin = "BEGIN IMMEDIATE";
    public const string BeginRead = "BEGIN";
    public const string Commit = "COMMIT";
    public const string Rollback = "ROLLBACK";
    public const string Savepoint = "SAVEPOINT op";
    public const string Release = "RELEASE op";
    public const string RollbackTo = "ROLLBACK TO op";

    /// <summary>Changes when another connection has written the file.</summary>
    public const string DataVersion = "PRAGMA data_version";

    public const string ReadTotals =
        "SELECT lane_generation, last_subject, last_signal, last_effect, last_case, waiting, applied, unchanged, superseded, cased, open_cases, pending_effects FROM totals";

    public const string WriteTotals =
        """
        UPDATE totals SET lane_generation = ?, last_subject = ?, last_signal = ?, last_effect = ?, last_case = ?,
            waiting = ?, applied = ?, unchanged = ?, superseded = ?, cased = ?, open_cases = ?, pending_effects = ?
        """;

    public const string ReadLanes = "SELECT lane, epoch FROM lanes";
    public const string RaiseLanes = "UPDATE lanes SET epoch = epoch + 1";
    public const string ReadCounts =
        "SELECT waiting, applied, unchanged, superseded, cased, open_cases, pending_effects, (SELECT min(accepted_at) FROM signals WHERE outcome = 0) FROM totals";

    private const string SubjectColumns =
        """
        state, last_sequence, done_through, waiting_signals, occurred_at, due_at, attempt, deadline, cause, title, changed_at, wake_on_signal,
            depends_on, planned_through, plan_applied, open_effects, cased_sequence, has_open_case
        """;

    public const string FindSubject = $"SELECT {SubjectColumns}, id, lane FROM subjects WHERE flow = ? AND key = ?";
    public const string ReadSubject = $"SELECT {SubjectColumns}, id, lane, flow, key FROM subjects WHERE id = ?";
    public const string FindDependents = "SELECT flow, key FROM subjects WHERE depends_on = ?";

    public const string AddSubject =
        $"INSERT INTO subjects ({SubjectColumns}, id, flow, key, lane) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    public const string UpdateSubject =
        """
        UPDATE subjects SET state = ?, last_sequence = ?, done_through = ?, waiting_signals = ?, occurred_at = ?, due_at = ?, attempt = ?, deadline = ?,
            cause = ?, title = ?, changed_at = ?, wake_on_signal = ?, depends_on = ?, planned_through = ?, plan_applied = ?, open_effects = ?,
            cased_sequence = ?, has_open_case = ?
        WHERE id = ?
        """;

    /// <summary>What nearly every step changes; naming a column of an index costs its entry even when the value stays.</summary>
    public const string UpdateHead =
        """
        UPDATE subjects SET state = ?, last_sequence = ?, done_through = ?, waiting_signals = ?, occurred_at = ?, due_at = ?, changed_at = ?,
            planned_through = ?, plan_applied = ?, open_effects = ?
        WHERE id = ?
        """;

    public const string ReadReady = "SELECT due_at, id FROM subjects WHERE state = 1 AND flow = ? AND lane BETWEEN ? AND ? ORDER BY due_at, id LIMIT ?";

    public const string ReadWaiting =
        "SELECT due_at, id FROM subjects WHERE state = 3 AND flow = ? AND due_at <= ? AND lane BETWEEN ? AND ? ORDER BY due_at, id LIMIT ?";

    public const string Search =
        """
        SELECT flow, key, title, state, cause, due_at, deadline, attempt, changed_at FROM subjects
        WHERE (?1 IS NULL OR flow = ?1) AND (?2 IS NULL OR state = ?2) AND (?3 = '' OR contains_text(key, ?3) OR contains_text(title, ?3))
        ORDER BY changed_at DESC, id DESC LIMIT ?4
        """;

    public const string AddSignal =
        "INSERT INTO signals (id, subject_id, source, delivery, occurred_at, accepted_at, outcome) VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING";

    public const string AddBody = "INSERT INTO bodies VALUES (?, ?)";
    public const string EndSignal = "UPDATE signals SET outcome = ?1 WHERE id = ?2 AND subject_id = ?3 AND outcome = ?4";
    public const string NewestWaiting = "SELECT max(id) FROM signals WHERE outcome = 0 AND subject_id = ? AND id <= ?";
    public const string Supersede = "UPDATE signals SET outcome = 3 WHERE outcome = 0 AND subject_id = ? AND id < ?";

    public const string ReadSignals =
        "SELECT accepted_at, source, delivery, outcome FROM (SELECT * FROM signals WHERE subject_id = ? ORDER BY id DESC LIMIT ?) ORDER BY id";

    public const string AddEffect =
        """
        INSERT INTO effects (id, subject_id, lane, connection, entity, kind, key, target_id, target_version, target_number, link_name, link_memo, title,
            state, blocked, attempt, due_at, probe, code, claim_epoch, created_at, changed_at, signal_again)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?17, ?16, 0, ?14, 0, NULL, ?18, ?14, ?14, ?15)
        """;

    public const string AddPayload = "INSERT INTO payloads VALUES (?, ?)";
    public const string ReadEffectState = "SELECT state FROM effects WHERE id = ? AND subject_id = ?";
    public const string UpdateEffect =
        "UPDATE effects SET state = ?, attempt = ?, due_at = ?, probe = ?, code = ?, changed_at = ? WHERE id = ? AND subject_id = ? AND state < 2";

    public const string ReadNewestEffects = "SELECT id, state FROM effects WHERE subject_id = ? ORDER BY id DESC";
    public const string DropEffect = "UPDATE effects SET state = 5, changed_at = ? WHERE id = ?";

    public const string UnblockEffect = "UPDATE effects SET blocked = 0 WHERE blocked = 1 AND id = ?";

    public const string DueEffects =
        """
        SELECT e.id, e.lane, s.flow, s.key, e.connection, e.entity, e.kind, e.key, p.payload, e.target_id, e.target_version, e.target_number, e.link_name,
            e.link_memo, e.title, e.attempt, e.probe, e.created_at, s.deadline, e.signal_again
        FROM effects e CROSS JOIN subjects s ON s.id = e.subject_id CROSS JOIN payloads p ON p.id = e.id
        WHERE e.state = 0 AND e.blocked = 0 AND e.connection = ? AND e.entity = ? AND e.due_at <= ? ORDER BY e.due_at, e.id
        """;

    public const string ClaimEffect = "UPDATE effects SET state = 1, claim_epoch = ?, changed_at = ? WHERE id = ?";

    public const string ReadSending = "SELECT id, lane, connection, entity, claim_epoch, changed_at FROM effects WHERE state = 1 ORDER BY id";
    public const string RecoverEffect = "UPDATE effects SET state = 0, probe = 1, due_at = ? WHERE id = ?";

    public const string ReadEffects =
        """
        SELECT changed_at, kind, connection, entity, title, state, attempt, code
        FROM (SELECT * FROM effects WHERE subject_id = ? ORDER BY id DESC LIMIT ?) ORDER BY id
        """;

    public const string PutLink =
        """
        INSERT INTO links (address, flow, key, name, connection, entity, ref_id, ref_version, ref_number, memo, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (address) DO UPDATE SET flow = excluded.flow, key = excluded.key, name = excluded.name, connection = excluded.connection,
            entity = excluded.entity, ref_id = excluded.ref_id, ref_version = excluded.ref_version, ref_number = excluded.ref_number,
            memo = excluded.memo, at = excluded.at
        """;

    private const string LinkColumns = "id, flow, key, name, connection, entity, ref_id, ref_version, ref_number, memo, at";
    public const string LinkExists = "SELECT 1 FROM links WHERE address = ?";
    public const string LinksOfSubject = $"SELECT {LinkColumns} FROM links WHERE flow = ? AND key = ?";
    public const string LinksByNumber = $"SELECT {LinkColumns} FROM links WHERE connection = ? AND entity = ? AND ref_number = ? AND ref_number IS NOT NULL";

    /// <summary>The highest code point ends the range of the index; the comparison after it is exact.</summary>
    public const string LinksByTarget =
        $"""
        SELECT {LinkColumns} FROM links
        WHERE connection = ?1 AND entity = ?2 AND ref_id >= ?3 AND ref_id < ?3 || char(0x10FFFF) AND substr(ref_id, 1, length(?3)) = ?3
        """;

    private const string CaseColumns =
        """
        id, state, key, code, flow, subject, connection, message, hint, field, remote_request_id, reported_at, opened_at, count, closed_by,
            closed_because, closed_at
        """;

    public const string FindOpenCase = "SELECT id FROM cases WHERE key = ? AND state = 0";
    public const string FindOpenCasesOf = "SELECT id FROM cases WHERE flow = ? AND subject = ? AND state = 0";
    public const string ReadCase = $"SELECT {CaseColumns} FROM cases WHERE id = ?";

    public const string ReadCases =
        $"""
        SELECT {CaseColumns} FROM cases
        WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR code = ?2) AND (?3 IS NULL OR connection = ?3) AND (?4 IS NULL OR (flow = ?4 AND subject = ?5))
        ORDER BY id DESC LIMIT ?6
        """;

    public const string AddCase =
        """
        INSERT INTO cases (code, flow, subject, connection, message, hint, field, remote_request_id, reported_at, id, state, key, opened_at, count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?9, ?10, 0, ?11, ?9, 1)
        """;

    public const string CountCase =
        """
        UPDATE cases SET code = ?, flow = ?, subject = ?, connection = ?, message = ?, hint = ?, field = ?, remote_request_id = ?, reported_at = ?,
            count = count + 1
        WHERE id = ?
        """;

    public const string CloseCase = "UPDATE cases SET state = ?, closed_by = ?, closed_because = ?, closed_at = ? WHERE id = ? AND state = 0";

    public const string AddStep = "INSERT INTO steps (subject_id, at, code, text) VALUES (?, ?, ?, ?)";
    public const string ReadSteps = "SELECT at, code, text FROM (SELECT * FROM steps WHERE subject_id = ? ORDER BY id DESC LIMIT ?) ORDER BY id";
    public const string FindSubjectId = "SELECT id FROM subjects WHERE flow = ? AND key = ?";

    public const string ReadCheckpoint = "SELECT value FROM checkpoints WHERE key = ?";
    public const string PutCheckpoint = "INSERT INTO checkpoints VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2";
    public const string RemoveCheckpoint = "DELETE FROM checkpoints WHERE key = ?";

    public static readonly PruneStatements PruneSignals = new(
        "SELECT max(id), min(accepted_at) FROM (SELECT id, accepted_at FROM signals WHERE id > ? ORDER BY id LIMIT ?)",
        """
        DELETE FROM signals WHERE id > ?1 AND id <= ?2 AND accepted_at < ?3 AND outcome <> 0
            AND (outcome <> 4 OR NOT EXISTS (SELECT 1 FROM subjects s WHERE s.id = signals.subject_id AND s.cased_sequence = signals.id))
        """,
        "DELETE FROM bodies WHERE id > ?1 AND id <= ?2 AND NOT EXISTS (SELECT 1 FROM signals s WHERE s.id = bodies.id)");

    public static readonly PruneStatements PruneEffects = new(
        "SELECT max(id), min(created_at) FROM (SELECT id, created_at FROM effects WHERE id > ? ORDER BY id LIMIT ?)",
        "DELETE FROM effects WHERE id > ?1 AND id <= ?2 AND changed_at < ?3 AND state >= 2",
        "DELETE FROM payloads WHERE id > ?1 AND id <= ?2 AND NOT EXISTS (SELECT 1 FROM effects e WHERE e.id = payloads.id)");

    public static readonly PruneStatements PruneSteps = new(
        "SELECT max(id), min(at) FROM (SELECT id, at FROM steps WHERE id > ? ORDER BY id LIMIT ?)",
        """
        DELETE FROM steps WHERE id > ?1 AND id <= ?2 AND at < ?3
            AND EXISTS (SELECT 1 FROM subjects s WHERE s.id = steps.subject_id AND s.state = 0)
        """,
        Rest: null);

    public static readonly PruneStatements PruneCases = new(
        "SELECT max(id), min(opened_at) FROM (SELECT id, opened_at FROM cases WHERE id > ? ORDER BY id LIMIT ?)",
        "DELETE FROM cases WHERE id > ?1 AND id <= ?2 AND state <> 0 AND closed_at < ?3",
        Rest: null);
}
