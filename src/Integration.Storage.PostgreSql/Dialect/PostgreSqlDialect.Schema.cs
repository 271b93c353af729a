namespace ErpSync.Storage.PostgreSql;

/// <content>The schema.</content>
internal sealed partial class PostgreSqlDialect
{
    public const int SchemaVersion = 3;

    /// <summary>Rows of the totals: a process adds to one of them, so that processes do not wait for each other.</summary>
    public const int TotalsShards = 16;

    public const string SchemaExists = "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1)";

    public const string CountTables = "SELECT count(*), count(*) FILTER (WHERE tablename = 'schema_versions') FROM pg_tables WHERE schemaname = $1";

    public string CreateSchema { get; } = $"CREATE SCHEMA {schema}";

    public string ReadVersion { get; } = $"SELECT version, lane_count, cluster FROM {schema}.schema_versions ORDER BY version DESC LIMIT 1";

    public string AddVersion { get; } = $"INSERT INTO {schema}.schema_versions VALUES ($1, $2, $3)";

    public string AddLanes { get; } = $"INSERT INTO {schema}.lanes SELECT lane, 0, NULL FROM generate_series(0, $1 - 1) lane";

    /// <summary>One script per schema version, applied in order.</summary>
    public IReadOnlyList<string> Migrations { get; } =
    [
        $"""
        CREATE TABLE {schema}.schema_versions (version int PRIMARY KEY, lane_count int NOT NULL, cluster text NOT NULL);

        CREATE SEQUENCE {schema}.subject_ids;
        CREATE SEQUENCE {schema}.signal_ids;
        CREATE SEQUENCE {schema}.effect_ids;
        CREATE SEQUENCE {schema}.case_ids;

        CREATE TABLE {schema}.totals (
            shard int PRIMARY KEY, waiting bigint NOT NULL, applied bigint NOT NULL, unchanged bigint NOT NULL, superseded bigint NOT NULL,
            cased bigint NOT NULL, open_cases bigint NOT NULL, pending_effects bigint NOT NULL) WITH (fillfactor = 10);
        INSERT INTO {schema}.totals SELECT shard, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(0, {TotalsShards - 1}) shard;

        CREATE TABLE {schema}.nodes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, until timestamptz NOT NULL);
        CREATE TABLE {schema}.lanes (lane int PRIMARY KEY, epoch bigint NOT NULL, owner bigint);

        CREATE TABLE {schema}.subjects (
            id bigint PRIMARY KEY, flow text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, lane int NOT NULL, state int NOT NULL,
            last_sequence bigint NOT NULL, done_through bigint NOT NULL, waiting_signals int NOT NULL, occurred_at timestamptz NOT NULL,
            due_at timestamptz, attempt int NOT NULL, deadline timestamptz, cause text, title text, changed_at timestamptz NOT NULL,
            wake_on_signal boolean NOT NULL, depends_on text COLLATE "C", planned_through bigint NOT NULL, plan_applied boolean NOT NULL,
            open_effects int NOT NULL, cased_sequence bigint NOT NULL, has_open_case boolean NOT NULL, search text COLLATE "C" NOT NULL,
            UNIQUE (flow, key));
        CREATE INDEX subjects_ready ON {schema}.subjects (flow, due_at, id, lane) WHERE state = 1;
        CREATE INDEX subjects_waiting ON {schema}.subjects (flow, due_at, id, lane) WHERE state = 3;
        CREATE INDEX subjects_dependent ON {schema}.subjects (depends_on) WHERE depends_on IS NOT NULL;

        CREATE TABLE {schema}.signals (
            id bigint PRIMARY KEY, subject_id bigint NOT NULL, source text COLLATE "C" NOT NULL, delivery text COLLATE "C" NOT NULL,
            occurred_at timestamptz NOT NULL, accepted_at timestamptz NOT NULL, outcome int NOT NULL, UNIQUE (subject_id, source, delivery));
        CREATE INDEX signals_waiting ON {schema}.signals (subject_id) WHERE outcome = 0;
        CREATE INDEX signals_oldest ON {schema}.signals (accepted_at) WHERE outcome = 0;
        CREATE TABLE {schema}.bodies (id bigint PRIMARY KEY, body bytea NOT NULL);

        CREATE TABLE {schema}.effects (
            id bigint PRIMARY KEY, subject_id bigint NOT NULL, lane int NOT NULL, connection text COLLATE "C" NOT NULL, entity text COLLATE "C" NOT NULL,
            kind int NOT NULL, key text NOT NULL, target_id text, target_version text, target_number text, link_name text, link_memo text,
            title text NOT NULL, state int NOT NULL, blocked boolean NOT NULL, attempt int NOT NULL, due_at timestamptz NOT NULL,
            probe boolean NOT NULL, code text, claim_epoch bigint NOT NULL, created_at timestamptz NOT NULL, changed_at timestamptz NOT NULL,
            signal_again boolean NOT NULL);
        CREATE INDEX effects_due ON {schema}.effects (connection, entity, due_at, id, lane) WHERE state = 0 AND NOT blocked;
        CREATE INDEX effects_sending ON {schema}.effects (lane) WHERE state = 1;
        CREATE INDEX effects_open ON {schema}.effects (subject_id) WHERE state < 2;
        CREATE INDEX effects_subject ON {schema}.effects (subject_id);
        CREATE TABLE {schema}.payloads (id bigint PRIMARY KEY, payload bytea NOT NULL);

        CREATE TABLE {schema}.links (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, address text COLLATE "C" NOT NULL UNIQUE, flow text COLLATE "C" NOT NULL,
            key text COLLATE "C" NOT NULL, name text NOT NULL, connection text COLLATE "C" NOT NULL, entity text COLLATE "C" NOT NULL,
            ref_id text COLLATE "C" NOT NULL, ref_version text, ref_number text COLLATE "C", memo text, at timestamptz NOT NULL);
        CREATE INDEX links_subject ON {schema}.links (flow, key);
        CREATE INDEX links_target ON {schema}.links (connection, entity, ref_id);
        CREATE INDEX links_number ON {schema}.links (connection, entity, ref_number) WHERE ref_number IS NOT NULL;

        CREATE TABLE {schema}.cases (
            id bigint PRIMARY KEY, state int NOT NULL, key text COLLATE "C" NOT NULL, code text COLLATE "C" NOT NULL, flow text COLLATE "C",
            subject text COLLATE "C", connection text COLLATE "C", message text NOT NULL, hint text, field text, remote_request_id text,
            reported_at timestamptz NOT NULL, opened_at timestamptz NOT NULL, count int NOT NULL, closed_by text, closed_because text,
            closed_at timestamptz);
        CREATE UNIQUE INDEX cases_open ON {schema}.cases (key) WHERE state = 0;
        CREATE INDEX cases_open_subject ON {schema}.cases (flow, subject) WHERE state = 0;

        CREATE TABLE {schema}.steps (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject_id bigint NOT NULL, at timestamptz NOT NULL, code text NOT NULL, text text NOT NULL);
        CREATE INDEX steps_subject ON {schema}.steps (subject_id);

        CREATE TABLE {schema}.checkpoints (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
        """,
        $"""
        CREATE TABLE {schema}.stock_postings (id text COLLATE "C" PRIMARY KEY, cause text NOT NULL, at timestamptz NOT NULL);
        CREATE TABLE {schema}.stock_entries (
            sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, posting text COLLATE "C" NOT NULL, sku text COLLATE "C" NOT NULL,
            account text COLLATE "C" NOT NULL, quantity bigint NOT NULL);
        CREATE TABLE {schema}.stock_balances (
            sku text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, quantity bigint NOT NULL, PRIMARY KEY (sku, account));
        """,
        $"""
        CREATE TABLE {schema}.receipts (place uuid PRIMARY KEY, receipt uuid NOT NULL, at timestamptz NOT NULL) WITH (fillfactor = 10);
        """,
    ];
}
