using Microsoft.Data.Sqlite;

namespace ErpSync.Storage.Sqlite;

/// <summary>Creates, migrates and checks the schema.</summary>
internal static class SqliteSchema
{
    public static void Migrate(SqliteStoreOptions options)
    {
        using var session = SqliteSession.Open(options, create: true, write: true);
        session.Execute(SqliteDialect.Begin);
        var version = VersionOf(session, options) ?? 0;
        if (version > SqliteDialect.SchemaVersion)
        {
            throw SqliteFaults.Newer(options.Path, version);
        }

        for (var next = version; next < SqliteDialect.SchemaVersion; next++)
        {
            session.Execute(SqliteDialect.Migrations[(int)next]);
            if (next == 0)
            {
                session[SqliteDialect.AddLanes].Bind(options.LaneCount).Run();
            }

            session[SqliteDialect.AddVersion].Bind(next + 1).Bind(options.LaneCount).Run();
        }

        session.Execute(SqliteDialect.Commit);
        Check(session, options);
    }

    /// <summary>Throws when there is no file: opening must never create an empty one by the way.</summary>
    public static void RequireFile(SqliteStoreOptions options)
    {
        if (!File.Exists(options.Path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(options.Path))))
        {
            throw SqliteFaults.Missing(options.Path);
        }
    }

    public static void Check(SqliteSession session, SqliteStoreOptions options)
    {
        (long Version, long Lanes) found;
        try
        {
            var row = session[SqliteDialect.ReadVersion];
            found = row.Step() ? (row.Number(0), row.Number(1)) : throw SqliteFaults.Missing(options.Path);
            row.Reset();
        }
        catch (SqliteException missing) when (missing.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR)
        {
            // "no such table": tell an empty database from one that belongs to something else.
            throw VersionOf(session, options) is null ? SqliteFaults.Missing(options.Path) : SqliteFaults.Of(options.Path, missing);
        }

        if (found.Version != SqliteDialect.SchemaVersion)
        {
            throw found.Version > SqliteDialect.SchemaVersion
                ? SqliteFaults.Newer(options.Path, found.Version)
                : SqliteFaults.Older(options.Path, found.Version);
        }

        if (found.Lanes != options.LaneCount)
        {
            throw SqliteFaults.Lanes(options.Path, found.Lanes, options.LaneCount);
        }
    }

    /// <summary>Schema version, null for an empty database.</summary>
    private static long? VersionOf(SqliteSession session, SqliteStoreOptions options)
    {
        var tables = session[SqliteDialect.CountTables];
        tables.Step();
        var (all, ours) = (tables.Number(0), tables.Number(1));
        tables.Reset();
        if (ours == 0)
        {
            return all == 0 ? null : throw SqliteFaults.Foreign(options.Path);
        }

        var row = session[SqliteDialect.ReadVersion];
        var version = row.Step() ? row.Number(0) : 0;
        row.Reset();
        return version;
    }
}
