namespace ErpSync.Storage.PostgreSql;

/// <summary>Creates, migrates and checks the schema.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>All of it in one transaction, and one process after the other.</summary>
    public static async Task<bool> MigrateAsync(PostgreSqlDatabase database)
    {
        var dialect = database.Dialect;
        var connection = await database.Source.OpenConnectionAsync().ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var (schemaExists, all, ours) = (false, 0L, 0L);
        var look = new PostgreSqlScript(database);
        look.Add(PostgreSqlDialect.Begin);
        look.Read(dialect.GateExclusive, _ => { }, PostgreSqlScript.Of(PostgreSqlDialect.MigrationGate));
        look.Read(PostgreSqlDialect.SchemaExists, row => schemaExists = row.GetBoolean(0), PostgreSqlScript.Of(dialect.Schema));
        look.Read(PostgreSqlDialect.CountTables, row => (all, ours) = (row.GetInt64(0), row.GetInt64(1)), PostgreSqlScript.Of(dialect.Schema));
        await look.RunAsync(connection, CancellationToken.None).ConfigureAwait(false);
        if (all > 0 && ours == 0)
        {
            throw PostgreSqlFaults.Foreign(database);
        }

        var version = 0;
        if (ours > 0)
        {
            var found = new PostgreSqlScript(database);
            found.Read(dialect.ReadVersion, row => version = row.GetInt32(0));
            await found.RunAsync(connection, CancellationToken.None).ConfigureAwait(false);
        }

        if (version > PostgreSqlDialect.SchemaVersion)
        {
            throw PostgreSqlFaults.Newer(database, version);
        }

        if (!schemaExists)
        {
            await ExecuteAsync(connection, dialect.CreateSchema).ConfigureAwait(false);
        }

        for (var next = version; next < PostgreSqlDialect.SchemaVersion; next++)
        {
            await ExecuteAsync(connection, dialect.Migrations[next]).ConfigureAwait(false);
            var note = new PostgreSqlScript(database);
            if (next == 0)
            {
                note.Add(dialect.AddLanes, PostgreSqlScript.Of(database.Options.LaneCount));
            }

            note.Add(
                dialect.AddVersion, PostgreSqlScript.Of(next + 1), PostgreSqlScript.Of(database.Options.LaneCount), PostgreSqlScript.Of(database.Options.Cluster));
            await note.RunAsync(connection, CancellationToken.None).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, PostgreSqlDialect.Commit).ConfigureAwait(false);
        return true;
    }

    public static async ValueTask CheckAsync(PostgreSqlDatabase database, CancellationToken ct)
    {
        var found = await database.QueryAsync(
            database.Dialect.ReadVersion, row => (Version: row.GetInt32(0), Lanes: row.GetInt32(1), Cluster: row.GetString(2)), [], ct).ConfigureAwait(false);
        if (found.Count == 0)
        {
            throw PostgreSqlFaults.Missing(database);
        }

        var (version, lanes, cluster) = found[0];
        if (version != PostgreSqlDialect.SchemaVersion)
        {
            throw version > PostgreSqlDialect.SchemaVersion ? PostgreSqlFaults.Newer(database, version) : PostgreSqlFaults.Older(database, version);
        }

        if (cluster != database.Options.Cluster)
        {
            throw PostgreSqlFaults.OtherCluster(database, cluster);
        }

        if (lanes != database.Options.LaneCount)
        {
            throw PostgreSqlFaults.Lanes(database, lanes);
        }
    }

    private static async Task ExecuteAsync(Npgsql.NpgsqlConnection connection, string text)
    {
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
#pragma warning disable CA2100 // Every text comes from PostgreSqlDialect; the schema name in it is validated.
        command.CommandText = text;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
