using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ErpSync.Storage.Sqlite;

/// <summary>What goes wrong with a database file, in words that name file, reason and remedy.</summary>
internal static class SqliteFaults
{
    public static StoreException Missing(string path) => new(
        "ESY1001", $"The database {path} has no ErpSync schema. Create it by calling {nameof(SqliteSyncStore.MigrateAsync)} once, or let the host migrate at start.");

    public static StoreException Older(string path, long version) => new(
        "ESY1002",
        $"The database {path} has schema version {version}, this library needs {SqliteDialect.SchemaVersion}. Make a copy of the file and call {nameof(SqliteSyncStore.MigrateAsync)}.");

    public static StoreException Newer(string path, long version) => new(
        "ESY1003",
        $"The database {path} has schema version {version}, this library knows versions up to {SqliteDialect.SchemaVersion}. Use the version of the library that wrote it, or a newer one; a schema never goes back.");

    public static StoreException Foreign(string path) => new(
        "ESY1004", $"The database {path} holds tables of something else and no ErpSync schema. Give ErpSync a file of its own.");

    public static StoreException Lanes(string path, long found, int wanted) => new(
        "ESY1005",
        $"The database {path} was created with {found} lanes, the option {nameof(SqliteStoreOptions.LaneCount)} says {wanted}. Set the option to {found}; the number is fixed for the life of a database.");

    public static StoreException Owned(string path, string lockPath, Exception inner) => new(
        "ESY1006",
        $"The database {path} is in use by another process, which holds {lockPath}. Stop that process, or give this one a database of its own; SQLite serves one process at a time.",
        inner);

    public static StoreException LockUnusable(string lockPath, Exception inner) => new(
        "ESY1007", $"The lock file {lockPath} cannot be opened for writing: {inner.Message} Let this process write to the folder of the database.", inner);

    /// <summary>Translates what SQLite reports.</summary>
    public static StoreException Of(string path, SqliteException fault) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new("ESY1011", $"The file {path} is not an SQLite database. Name another file, or move this one away.", fault),
        raw.SQLITE_CORRUPT => new("ESY1012", $"The database {path} is damaged: {fault.Message} Restore it from a copy.", fault),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new(
            "ESY1013", $"The database {path} is read-only. Let this process write to the file and to its folder.", fault),
        raw.SQLITE_FULL => new("ESY1014", $"The disk of the database {path} is full; nothing of this step was kept. Free some space; the work goes on by itself.", fault),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
            "ESY1015",
            $"The database {path} is locked by another process for longer than {nameof(SqliteStoreOptions.BusyTimeout)}. Close what has it open (a database browser, a backup), or raise the option.",
            fault),
        raw.SQLITE_CANTOPEN => new("ESY1016", $"The database {path} cannot be opened. Check that its folder exists and that this process may write there.", fault),
        raw.SQLITE_IOERR => new("ESY1017", $"Reading or writing the database {path} failed: {fault.Message} Check the disk; nothing of this step was kept.", fault),
        _ => new("ESY1018", $"The database {path} refused a step: {fault.Message} Report it with this message.", fault),
    };
}
