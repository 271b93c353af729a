namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// Every SQL text of the store. Tables are named with their schema, because a search path would be session state. Parameters are positional; many rows travel as arrays,
/// one per column. Partial indexes repeat their condition in the queries that are to use them.
/// </summary>
internal sealed partial class PostgreSqlDialect(string schema)
{
    public const string Begin = "BEGIN";
    public const string Commit = "COMMIT";
    public const string Rollback = "ROLLBACK";

    /// <summary>Advisory lock of a transaction, told apart by schema, under which links and those who wait for them are written.</summary>
    public const int LinkGate = 1;

    /// <summary>Advisory lock of a transaction under which the schema is migrated.</summary>
    public const int MigrationGate = 2;

    public string Schema { get; } = schema;

    /// <summary>Name of the notification channel.</summary>
    public string Channel { get; } = $"{schema}_work";

    public string Listen { get; } = $"LISTEN {schema}_work";

    public const string Notify = "SELECT pg_notify($1, $2)";

    /// <summary>Settings for one transaction alone. Plans must go along the indexes even while the statistics of young tables say that they are empty.</summary>
    public static string Settings(bool knowsTransactionTimeout) =>
        $"""
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
            set_config('jit', 'off', true), set_config('idle_in_transaction_session_timeout', $1, true)
            {(knowsTransactionTimeout ? ", set_config('transaction_timeout', $2, true)" : "")}
        """;

    public string GateShared { get; } = $"SELECT pg_advisory_xact_lock_shared(hashtext('{schema}'), $1)";

    public string GateExclusive { get; } = $"SELECT pg_advisory_xact_lock(hashtext('{schema}'), $1)";

    public const string TransactionId = "SELECT pg_current_xact_id()::text";

    public const string TransactionIdIfAny = "SELECT pg_current_xact_id_if_assigned()::text";

    public const string TransactionStatus = "SELECT pg_xact_status($1::xid8)";
}
