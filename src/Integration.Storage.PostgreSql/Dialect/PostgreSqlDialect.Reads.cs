namespace ErpSync.Storage.PostgreSql;

/// <content>What only reads, and pruning.</content>
internal sealed partial class PostgreSqlDialect
{
    private const string HeadColumns = "flow, key, lane, last_sequence, occurred_at, due_at, attempt, deadline, cause, id";

    private const string LinkColumns = "l.id, l.flow, l.key, l.name, l.connection, l.entity, l.ref_id, l.ref_version, l.ref_number, l.memo, l.at";

    private const string CaseColumns =
        """
        id, state, key, code, flow, subject, connection, message, hint, field, remote_request_id, reported_at, opened_at, count, closed_by,
            closed_because, closed_at
        """;

    public string ReadHeads { get; } =
        $"""
        SELECT * FROM (
            (SELECT {HeadColumns} FROM {schema}.subjects WHERE state = 1 AND flow = $1 AND lane = ANY ($2) AND (due_at, id) >= ($5, $6)
                ORDER BY due_at, id LIMIT $4)
            UNION ALL
            (SELECT {HeadColumns} FROM {schema}.subjects WHERE state = 3 AND flow = $1 AND lane = ANY ($2) AND due_at <= $3 ORDER BY due_at, id LIMIT $4)) heads
        ORDER BY due_at, id LIMIT $4
        """;

    public string LinksOfSubjects { get; } =
        $"""
        SELECT {LinkColumns} FROM {schema}.links l WHERE l.id IN (
            SELECT k.id FROM unnest($1::text[], $2::text[]) wanted (flow, key) JOIN {schema}.links k ON k.flow = wanted.flow AND k.key = wanted.key)
        ORDER BY l.id
        """;

    /// <summary>The highest code point ends the range of the index; the comparison after it is exact.</summary>
    public string LinksByTarget { get; } =
        $"""
        SELECT {LinkColumns} FROM {schema}.links l WHERE l.id IN (
            SELECT k.id FROM unnest($3::text[]) wanted (prefix) JOIN {schema}.links k
                ON k.connection = $1 AND k.entity = $2 AND k.ref_id >= wanted.prefix AND k.ref_id < wanted.prefix || chr(1114111)
                    AND starts_with(k.ref_id, wanted.prefix))
        ORDER BY l.id
        """;

    public string LinksByNumber { get; } =
        $"SELECT {LinkColumns} FROM {schema}.links l WHERE l.connection = $1 AND l.entity = $2 AND l.ref_number = ANY ($3) AND l.ref_number IS NOT NULL ORDER BY l.id";

    public string ReadCheckpoint { get; } = $"SELECT value FROM {schema}.checkpoints WHERE key = $1";

    public string ReadCounts { get; } =
        $"""
        SELECT sum(waiting)::bigint, sum(applied)::bigint, sum(unchanged)::bigint, sum(superseded)::bigint, sum(cased)::bigint, sum(open_cases)::bigint,
            sum(pending_effects)::bigint, (SELECT min(accepted_at) FROM {schema}.signals WHERE outcome = 0)
        FROM {schema}.totals
        """;

    public string TimelineSignals { get; } =
        $"""
        SELECT accepted_at, source, delivery, outcome FROM (
            SELECT g.* FROM {schema}.subjects s JOIN {schema}.signals g ON g.subject_id = s.id WHERE s.flow = $1 AND s.key = $2 ORDER BY g.id DESC LIMIT $3) newest
        ORDER BY id
        """;

    public string TimelineEffects { get; } =
        $"""
        SELECT changed_at, kind, connection, entity, title, state, attempt, code FROM (
            SELECT e.* FROM {schema}.subjects s JOIN {schema}.effects e ON e.subject_id = s.id WHERE s.flow = $1 AND s.key = $2 ORDER BY e.id DESC LIMIT $3) newest
        ORDER BY id
        """;

    public string TimelineSteps { get; } =
        $"""
        SELECT at, code, text FROM (
            SELECT t.* FROM {schema}.subjects s JOIN {schema}.steps t ON t.subject_id = s.id WHERE s.flow = $1 AND s.key = $2 ORDER BY t.id DESC LIMIT $3) newest
        ORDER BY id
        """;

    public string Search { get; } =
        $"""
        SELECT flow, key, title, state, cause, due_at, deadline, attempt, changed_at FROM {schema}.subjects
        WHERE ($1::text IS NULL OR flow = $1) AND ($2::int IS NULL OR state = $2) AND ($3::text = '' OR position($3 IN search) > 0)
        ORDER BY changed_at DESC, id DESC LIMIT $4
        """;

    public string ReadCases { get; } =
        $"""
        SELECT {CaseColumns} FROM {schema}.cases
        WHERE ($1::int IS NULL OR state = $1) AND ($2::text IS NULL OR code = $2) AND ($3::text IS NULL OR connection = $3)
            AND ($4::text IS NULL OR (flow = $4 AND subject = $5::text))
        ORDER BY id DESC LIMIT $6
        """;

    public string SubjectOfCase { get; } = $"SELECT flow, subject FROM {schema}.cases WHERE id = $1 AND flow IS NOT NULL";

    public string SubjectOfOpenCase { get; } = $"SELECT flow, subject FROM {schema}.cases WHERE key = $1 AND state = 0 AND flow IS NOT NULL";

    /// <summary>Each looks at one chunk of a table along its ids and answers with the chunk's last id, its oldest instant and the rows removed.</summary>
    public IReadOnlyList<(string Statement, Func<RetentionTimes, TimeSpan> Keeps)> Prunes { get; } =
    [
        ($"""
        WITH chunk AS (SELECT id, accepted_at FROM {schema}.signals WHERE id > $1 ORDER BY id LIMIT $2),
            gone AS (
                DELETE FROM {schema}.signals g USING chunk WHERE g.id = chunk.id AND g.accepted_at < $3 AND g.outcome <> 0
                    AND (g.outcome <> 4 OR NOT EXISTS (SELECT 1 FROM {schema}.subjects s WHERE s.id = g.subject_id AND s.cased_sequence = g.id))
                RETURNING g.id),
            rest AS (DELETE FROM {schema}.bodies b USING gone WHERE b.id = gone.id)
        SELECT (SELECT max(id) FROM chunk), (SELECT min(accepted_at) FROM chunk), (SELECT count(*) FROM gone)
        """, retention => retention.Signals),
        ($"""
        WITH chunk AS (SELECT id, created_at FROM {schema}.effects WHERE id > $1 ORDER BY id LIMIT $2),
            gone AS (DELETE FROM {schema}.effects e USING chunk WHERE e.id = chunk.id AND e.changed_at < $3 AND e.state >= 2 RETURNING e.id),
            rest AS (DELETE FROM {schema}.payloads p USING gone WHERE p.id = gone.id)
        SELECT (SELECT max(id) FROM chunk), (SELECT min(created_at) FROM chunk), (SELECT count(*) FROM gone)
        """, retention => retention.Effects),
        ($"""
        WITH chunk AS (SELECT id, at FROM {schema}.steps WHERE id > $1 ORDER BY id LIMIT $2),
            gone AS (
                DELETE FROM {schema}.steps t USING chunk WHERE t.id = chunk.id AND t.at < $3
                    AND EXISTS (SELECT 1 FROM {schema}.subjects s WHERE s.id = t.subject_id AND s.state = 0)
                RETURNING t.id)
        SELECT (SELECT max(id) FROM chunk), (SELECT min(at) FROM chunk), (SELECT count(*) FROM gone)
        """, retention => retention.Timeline),
        ($"""
        WITH chunk AS (SELECT id, opened_at FROM {schema}.cases WHERE id > $1 ORDER BY id LIMIT $2),
            gone AS (DELETE FROM {schema}.cases c USING chunk WHERE c.id = chunk.id AND c.state <> 0 AND c.closed_at < $3 RETURNING c.id)
        SELECT (SELECT max(id) FROM chunk), (SELECT min(opened_at) FROM chunk), (SELECT count(*) FROM gone)
        """, retention => retention.Cases),
    ];
}
