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

    /// <summary>The number of the transaction and a receipt of its own: after a crash the database gives the numbers again that it had not written down yet.</summary>
    public const string Transaction = "SELECT pg_current_xact_id()::text, gen_random_uuid()";

    public const string TransactionIfAny = "SELECT pg_current_xact_id_if_assigned()::text, gen_random_uuid()";

    public const string TransactionStatus = "SELECT pg_xact_status($1::xid8)";

    /// <summary>Says which transaction a writer has brought through last.</summary>
    public string PutReceipt { get; } =
        $"""
        INSERT INTO {schema}.receipts VALUES ($1, $2, now())
        ON CONFLICT (place) DO UPDATE SET receipt = excluded.receipt, at = excluded.at
        """;

    public string HasReceipt { get; } = $"SELECT EXISTS (SELECT 1 FROM {schema}.receipts WHERE place = $1 AND receipt = $2)";

    public string ForgetReceipts { get; } = $"DELETE FROM {schema}.receipts WHERE at < now() - interval '1 day'";
}
