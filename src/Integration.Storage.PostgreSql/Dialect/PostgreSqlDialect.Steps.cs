namespace ErpSync.Storage.PostgreSql;

/// <content>What a group commit loads, with locks, and writes.</content>
internal sealed partial class PostgreSqlDialect
{
    private const string SubjectColumns =
        """
        state, last_sequence, done_through, waiting_signals, occurred_at, due_at, attempt, deadline, cause, title, changed_at, wake_on_signal,
            depends_on, planned_through, plan_applied, open_effects, cased_sequence, has_open_case, search
        """;

    private const string SubjectArrays =
        """
        unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::timestamptz[], $6::timestamptz[], $7::int[], $8::timestamptz[], $9::text[],
            $10::text[], $11::timestamptz[], $12::boolean[], $13::text[], $14::bigint[], $15::boolean[], $16::int[], $17::bigint[], $18::boolean[],
            $19::text[], $20::bigint[]
        """;

    private const string EffectColumns = "id, subject_id, state, blocked, attempt, due_at, probe, code, changed_at";

    /// <summary>The lock keeps a taker out until the transaction ends: what was checked stays true.</summary>
    public string LockLanes { get; } = $"SELECT lane, epoch FROM {schema}.lanes WHERE lane = ANY ($1) ORDER BY lane FOR SHARE";

    /// <summary>In the order of the arrays, which is the one of the keys, so that two transactions never wait for each other.</summary>
    public string LockSubjects { get; } =
        $"""
        SELECT k.* FROM unnest($1::text[], $2::text[]) wanted (flow, key)
        CROSS JOIN LATERAL (
            SELECT {SubjectColumns}, id, flow, key FROM {schema}.subjects s WHERE s.flow = wanted.flow AND s.key = wanted.key FOR UPDATE) k
        """;

    /// <summary>The same with those who wait for one of the links.</summary>
    public string LockSubjectsAndDependents { get; } =
        $"""
        SELECT k.* FROM (
            SELECT flow, key FROM (
                SELECT flow, key FROM unnest($1::text[], $2::text[]) given (flow, key)
                UNION
                SELECT d.flow, d.key FROM unnest($3::text[]) written (address)
                CROSS JOIN LATERAL (
                    SELECT w.flow, w.key FROM {schema}.subjects w WHERE w.depends_on = written.address AND w.depends_on IS NOT NULL OFFSET 0) d) meant
            ORDER BY flow COLLATE "C", key COLLATE "C" OFFSET 0) wanted
        CROSS JOIN LATERAL (
            SELECT {SubjectColumns}, id, flow, key FROM {schema}.subjects s WHERE s.flow = wanted.flow AND s.key = wanted.key FOR UPDATE) k
        """;

    public string KnownDeliveries { get; } =
        $"""
        SELECT wanted.place FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY wanted (flow, key, source, delivery, place)
        CROSS JOIN LATERAL (SELECT s.id FROM {schema}.subjects s WHERE s.flow = wanted.flow AND s.key = wanted.key OFFSET 0) k
        CROSS JOIN LATERAL (
            SELECT g.id FROM {schema}.signals g WHERE g.subject_id = k.id AND g.source = wanted.source AND g.delivery = wanted.delivery OFFSET 0) known
        """;

    /// <summary>
    /// Each is looked up along the index, whatever the planner believes of the tables: while their statistics say that they are empty, it would rather compare everything
    /// with everything. OFFSET 0 keeps it from doing so, here and wherever it stands.
    /// </summary>
    public string WaitingSignals { get; } =
        $"""
        SELECT k.id, waiting.id FROM unnest($1::text[], $2::text[]) wanted (flow, key)
        CROSS JOIN LATERAL (SELECT s.id FROM {schema}.subjects s WHERE s.flow = wanted.flow AND s.key = wanted.key AND s.waiting_signals > 0 OFFSET 0) k
        CROSS JOIN LATERAL (SELECT g.id FROM {schema}.signals g WHERE g.subject_id = k.id AND g.outcome = 0 OFFSET 0) waiting
        """;

    public string LockEffectsById { get; } = $"SELECT {EffectColumns} FROM {schema}.effects WHERE id = ANY ($1) ORDER BY id FOR UPDATE";

    /// <summary>Open effects of subjects that have more of them than are locked by their ids already.</summary>
    public string LockOpenEffects { get; } =
        $"""
        SELECT open.* FROM unnest($1::text[], $2::text[], $3::int[]) wanted (flow, key, known)
        CROSS JOIN LATERAL (
            SELECT s.id FROM {schema}.subjects s WHERE s.flow = wanted.flow AND s.key = wanted.key AND s.open_effects > wanted.known OFFSET 0) k
        CROSS JOIN LATERAL (
            SELECT {EffectColumns} FROM {schema}.effects o WHERE o.subject_id = k.id AND o.state < 2 ORDER BY o.id FOR UPDATE) open
        """;

    public string ExistingLinks { get; } = $"SELECT address FROM {schema}.links WHERE address = ANY ($1)";

    public string LockCases { get; } =
        $"""
        SELECT {CaseColumns} FROM {schema}.cases c
        WHERE c.id = ANY ($4::bigint[] || ARRAY (
            SELECT k.id FROM unnest($1::text[]) wanted (key)
            CROSS JOIN LATERAL (SELECT n.id FROM {schema}.cases n WHERE n.key = wanted.key AND n.state = 0 OFFSET 0) k
            UNION ALL
            SELECT s.id FROM unnest($2::text[], $3::text[]) wanted (flow, subject)
            CROSS JOIN LATERAL (
                SELECT n.id FROM {schema}.cases n WHERE n.flow = wanted.flow AND n.subject = wanted.subject AND n.state = 0 OFFSET 0) s))
        ORDER BY c.id FOR UPDATE OF c
        """;

    public string TakeSubjectIds { get; } = $"SELECT nextval('{schema}.subject_ids') FROM generate_series(1, $1)";

    public string TakeSignalIds { get; } = $"SELECT nextval('{schema}.signal_ids') FROM generate_series(1, $1)";

    public string TakeEffectIds { get; } = $"SELECT nextval('{schema}.effect_ids') FROM generate_series(1, $1)";

    public string TakeCaseIds { get; } = $"SELECT nextval('{schema}.case_ids') FROM generate_series(1, $1)";

    /// <summary>
    /// Only lanes with something due are locked, so that looking for work costs next to nothing while there is none. The epochs come as an array over all lanes, 0 for those
    /// of others, and the locked lanes are looked up by name: a join of both with what is due would compare each with each.
    /// </summary>
    public string Claim { get; } =
        $"""
        WITH fenced AS MATERIALIZED (
                SELECT l.lane FROM {schema}.lanes l
                WHERE l.lane = ANY (ARRAY (
                    SELECT lane FROM {schema}.effects
                    WHERE state = 0 AND NOT blocked AND connection = $2 AND entity = $3 AND due_at <= $4 AND (due_at, id) >= ($6, $7)
                        AND ($1::bigint[])[lane + 1] > 0
                    ORDER BY due_at, id LIMIT $5))
                    AND l.epoch = ($1::bigint[])[l.lane + 1]
                FOR SHARE OF l),
            due AS MATERIALIZED (
                SELECT e.id, ($1::bigint[])[e.lane + 1] AS epoch FROM {schema}.effects e
                WHERE e.state = 0 AND NOT e.blocked AND e.connection = $2 AND e.entity = $3 AND e.due_at <= $4 AND (e.due_at, e.id) >= ($6, $7)
                    AND jsonb_exists((SELECT coalesce(jsonb_object_agg(f.lane, 0), '{"{}"}') FROM fenced f), e.lane::text)
                ORDER BY e.due_at, e.id LIMIT $5
                FOR UPDATE OF e SKIP LOCKED),
            claimed AS (
                UPDATE {schema}.effects e SET state = 1, claim_epoch = due.epoch, changed_at = $4 FROM due WHERE e.id = due.id RETURNING e.*)
        SELECT s.flow, s.key, c.connection, c.entity, c.kind, c.key, p.payload, c.target_id, c.target_version, c.target_number, c.link_name, c.link_memo,
            c.title, c.attempt, c.probe, c.created_at, s.deadline, c.signal_again, c.id, c.lane, c.claim_epoch, c.due_at
        FROM claimed c JOIN {schema}.subjects s ON s.id = c.subject_id JOIN {schema}.payloads p ON p.id = c.id ORDER BY c.id
        """;

    public string LeftSendings { get; } =
        $"""
        SELECT DISTINCT e.connection, e.entity FROM unnest($1::int[], $2::bigint[]) mine (lane, epoch)
        JOIN {schema}.effects e ON e.lane = mine.lane AND e.state = 1 AND e.claim_epoch < mine.epoch + $3
        """;

    public string Recover { get; } =
        $"""
        WITH fenced AS MATERIALIZED (
                SELECT l.lane, l.epoch FROM unnest($1::int[], $2::bigint[]) mine (lane, epoch)
                JOIN {schema}.lanes l ON l.lane = mine.lane AND l.epoch = mine.epoch FOR SHARE OF l),
            recovered AS (
                UPDATE {schema}.effects e SET state = 0, probe = true, due_at = e.changed_at + lag.pause
                FROM fenced f, unnest($3::text[], $4::text[], $5::interval[]) lag (connection, entity, pause)
                WHERE e.lane = f.lane AND e.state = 1 AND e.claim_epoch < f.epoch + $6 AND e.connection = lag.connection AND e.entity = lag.entity
                RETURNING e.id)
        SELECT count(*) FROM recovered
        """;

    public string AddSubjects { get; } =
        $"""
        INSERT INTO {schema}.subjects ({SubjectColumns}, id, flow, key, lane)
        SELECT * FROM {SubjectArrays}, $21::text[], $22::text[], $23::int[])
        """;

    public string UpdateSubjects { get; } =
        $"""
        UPDATE {schema}.subjects s SET ({SubjectColumns}) = ROW (
            n.state, n.last_sequence, n.done_through, n.waiting_signals, n.occurred_at, n.due_at, n.attempt, n.deadline, n.cause, n.title, n.changed_at,
            n.wake_on_signal, n.depends_on, n.planned_through, n.plan_applied, n.open_effects, n.cased_sequence, n.has_open_case, n.search)
        FROM {SubjectArrays}) n ({SubjectColumns}, id)
        WHERE s.id = n.id
        """;

    public string AddSignals { get; } =
        $"INSERT INTO {schema}.signals SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::int[])";

    public string AddBodies { get; } = $"INSERT INTO {schema}.bodies SELECT * FROM unnest($1::bigint[], $2::bytea[])";

    public string EndSignals { get; } = $"UPDATE {schema}.signals g SET outcome = n.outcome FROM unnest($1::bigint[], $2::int[]) n (id, outcome) WHERE g.id = n.id";

    public string AddEffects { get; } =
        $"""
        INSERT INTO {schema}.effects (
            id, subject_id, lane, connection, entity, kind, key, target_id, target_version, target_number, link_name, link_memo, title, signal_again, created_at,
            state, blocked, attempt, due_at, probe, code, changed_at, claim_epoch)
        SELECT * FROM unnest(
            $1::bigint[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
            $13::text[], $14::boolean[], $15::timestamptz[], $16::int[], $17::boolean[], $18::int[], $19::timestamptz[], $20::boolean[], $21::text[], $22::timestamptz[],
            $23::bigint[])
        """;

    public string AddPayloads { get; } = $"INSERT INTO {schema}.payloads SELECT * FROM unnest($1::bigint[], $2::bytea[])";

    public string UpdateEffects { get; } =
        $"""
        UPDATE {schema}.effects e
        SET state = n.state, blocked = n.blocked, attempt = n.attempt, due_at = n.due_at, probe = n.probe, code = n.code, changed_at = n.changed_at
        FROM unnest($1::bigint[], $2::int[], $3::boolean[], $4::int[], $5::timestamptz[], $6::boolean[], $7::text[], $8::timestamptz[])
            n (id, state, blocked, attempt, due_at, probe, code, changed_at)
        WHERE e.id = n.id
        """;

    public string PutLinks { get; } =
        $"""
        INSERT INTO {schema}.links (address, flow, key, name, connection, entity, ref_id, ref_version, ref_number, memo, at)
        SELECT * FROM unnest(
            $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[])
        ON CONFLICT (address) DO UPDATE SET flow = excluded.flow, key = excluded.key, name = excluded.name, connection = excluded.connection,
            entity = excluded.entity, ref_id = excluded.ref_id, ref_version = excluded.ref_version, ref_number = excluded.ref_number,
            memo = excluded.memo, at = excluded.at
        """;

    public string AddSteps { get; } =
        $"INSERT INTO {schema}.steps (subject_id, at, code, text) SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[])";

    public string AddCases { get; } =
        $"""
        INSERT INTO {schema}.cases ({CaseColumns})
        SELECT * FROM unnest(
            $1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::timestamptz[], $13::timestamptz[], $14::int[], $15::text[], $16::text[], $17::timestamptz[])
        """;

    public string UpdateCases { get; } =
        $"""
        UPDATE {schema}.cases c
        SET state = n.state, code = n.code, flow = n.flow, subject = n.subject, connection = n.connection, message = n.message, hint = n.hint, field = n.field,
            remote_request_id = n.remote_request_id, reported_at = n.reported_at, count = n.count, closed_by = n.closed_by, closed_because = n.closed_because,
            closed_at = n.closed_at
        FROM unnest(
            $1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::timestamptz[], $13::timestamptz[], $14::int[], $15::text[], $16::text[], $17::timestamptz[]) n ({CaseColumns})
        WHERE c.id = n.id
        """;

    public string PutCheckpoints { get; } =
        $"INSERT INTO {schema}.checkpoints SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

    public string RemoveCheckpoints { get; } = $"DELETE FROM {schema}.checkpoints WHERE key = ANY ($1)";

    public string AddTotals { get; } =
        $"""
        UPDATE {schema}.totals SET waiting = waiting + $2, applied = applied + $3, unchanged = unchanged + $4, superseded = superseded + $5, cased = cased + $6,
            open_cases = open_cases + $7, pending_effects = pending_effects + $8
        WHERE shard = $1
        """;
}
