using Npgsql;

namespace ErpSync.Storage.PostgreSql;

/// <summary>What goes wrong with a database, in words that name database, reason and remedy.</summary>
internal static class PostgreSqlFaults
{
    /// <summary>Two nodes met on the same rows; nothing was kept and trying again is safe.</summary>
    public static bool IsCollision(Exception fault) => fault is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.LockNotAvailable,
    };

    /// <summary>The connection is gone, or the database is starting, stopping or full of connections.</summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        PostgresException answer => answer.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections
            or "25P03" or "25P04" or "57P05"
            || answer.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        IOException or System.Net.Sockets.SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>The server refused and said so: the transaction was surely not kept.</summary>
    public static bool IsRefusal(Exception fault) => fault is PostgresException { Severity: "ERROR" };

    public static StoreException Missing(PostgreSqlDatabase database) => new(
        "ESY1031",
        $"The database {database.Name} has no ErpSync schema. Create it by calling {nameof(PostgreSqlSyncStore.MigrateAsync)} once, or let the host migrate at start.");

    public static StoreException Older(PostgreSqlDatabase database, int version) => new(
        "ESY1032",
        $"The database {database.Name} has schema version {version}, this library needs {PostgreSqlDialect.SchemaVersion}. Make a backup and call {nameof(PostgreSqlSyncStore.MigrateAsync)}.");

    public static StoreException Newer(PostgreSqlDatabase database, int version) => new(
        "ESY1033",
        $"The database {database.Name} has schema version {version}, this library knows versions up to {PostgreSqlDialect.SchemaVersion}. Use the version of the library that wrote it, or a newer one; a schema never goes back.");

    public static StoreException Foreign(PostgreSqlDatabase database) => new(
        "ESY1034", $"The database {database.Name} holds tables of something else there. Give ErpSync a schema of its own by {nameof(PostgreSqlStoreOptions.Schema)}.");

    public static StoreException Lanes(PostgreSqlDatabase database, int found) => new(
        "ESY1035",
        $"The database {database.Name} was created with {found} lanes, the option {nameof(PostgreSqlStoreOptions.LaneCount)} says {database.Options.LaneCount}. Set the option to {found}; the number is fixed for the life of a database.");

    public static StoreException OtherCluster(PostgreSqlDatabase database, string found) => new(
        "ESY1036",
        $"The database {database.Name} belongs to installation '{found}', this node is of '{database.Options.Cluster}'. Check the connection string; if the database is meant, set {nameof(PostgreSqlStoreOptions.Cluster)} to '{found}'.");

    public static StoreException Unknown(PostgreSqlDatabase database, Exception? inner) => new(
        "ESY1040",
        $"The database {database.Name} was lost during a commit and does not tell any more whether it was kept. Read the state again before going on; the engine does so by itself.",
        inner);

    /// <summary>Translates what the driver reports.</summary>
    public static Exception Of(PostgreSqlDatabase database, Exception fault) => fault switch
    {
        StoreException or ObjectDisposedException or OperationCanceledException or InvalidOperationException or ArgumentException => fault,
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } => Missing(database),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } denied => new StoreException(
            "ESY1037", $"The database {database.Name} refused the login: {denied.MessageText}. Check user, password or token.", denied),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied => new StoreException(
            "ESY1038", $"The database {database.Name} refused a right: {denied.MessageText}. Let this user create, read and write in the schema.", denied),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } full => new StoreException(
            "ESY1039", $"The database {database.Name} has no room left: {full.MessageText}. Nothing of this step was kept. Free some space; the work goes on by itself.", full),
        PostgresException { SqlState: "26000" or PostgresErrorCodes.DuplicatePreparedStatement } mixed => new StoreException(
            "ESY1042",
            $"The database {database.Name} does not keep prepared statements with this connection: {mixed.MessageText}. A transaction-pooling proxy stands in between; leave {nameof(PostgreSqlStoreOptions.PrepareStatements)} off.",
            mixed),
        PostgresException { SqlState: PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire } text => new StoreException(
            "ESY1043", $"The database {database.Name} cannot store a text: {text.MessageText}. A zero character or half a surrogate pair is in an id or a title; leave it out.", text),
        _ when IsAway(fault) => new StoreException(
            "ESY1041",
            $"The database {database.Name} cannot be reached: {fault.Message} Tried for {database.Options.RetryTime.TotalSeconds:F0} seconds ({nameof(PostgreSqlStoreOptions.RetryTime)}). Check server and network; the work goes on by itself.",
            fault),
        _ => new StoreException("ESY1044", $"The database {database.Name} refused a step: {fault.Message} Report it with this message.", fault),
    };
}
