using Npgsql;

namespace ErpSync.Orleans.Tests;

/// <summary>
/// The tables of Orleans' ADO.NET clustering for these tests, and the statements that it looks up by name. Each is one statement, so each is atomic; names of parameters and
/// of result columns are the provider's.
/// </summary>
internal static class MembershipTables
{
    public const string Schema = "orleans_membership";

    private const string Where = "deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    private const string Columns =
        """
        address AS "Address", port AS "Port", generation AS "Generation", silo AS "SiloName", host AS "HostName", status AS "Status", proxy AS "ProxyPort",
            suspects AS "SuspectTimes", started AS "StartTime", alive AS "IAmAliveTime", version AS "Version"
        """;

    private static readonly (string Key, string Text)[] Statements =
    [
        ("InsertMembershipVersionKey", "WITH made AS (INSERT INTO versions VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1) SELECT EXISTS (SELECT 1 FROM made)"),
        ("UpdateIAmAlivetimeKey", $"UPDATE silos SET alive = @IAmAliveTime WHERE {Where}"),
        ("InsertMembershipKey",
            $"""
            WITH step AS (
                    UPDATE versions SET version = version + 1 WHERE deployment = @DeploymentId AND version = @Version
                        AND NOT EXISTS (SELECT 1 FROM silos WHERE {Where.Replace("deployment", "silos.deployment", StringComparison.Ordinal)}) RETURNING 1),
                made AS (
                    INSERT INTO silos (deployment, address, port, generation, silo, host, status, proxy, started, alive)
                    SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM step RETURNING 1)
            SELECT EXISTS (SELECT 1 FROM made)
            """),
        ("UpdateMembershipKey",
            $"""
            WITH step AS (
                    UPDATE versions SET version = version + 1 WHERE deployment = @DeploymentId AND version = @Version
                        AND EXISTS (SELECT 1 FROM silos WHERE {Where.Replace("deployment", "silos.deployment", StringComparison.Ordinal)}) RETURNING 1),
                changed AS (
                    UPDATE silos SET status = @Status, suspects = @SuspectTimes, alive = @IAmAliveTime WHERE {Where} AND EXISTS (SELECT 1 FROM step) RETURNING 1)
            SELECT EXISTS (SELECT 1 FROM changed)
            """),
        ("MembershipReadRowKey",
            $"""
            SELECT {Columns} FROM versions v LEFT JOIN silos s ON s.deployment = v.deployment AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
            WHERE v.deployment = @DeploymentId
            """),
        ("MembershipReadAllKey", $"SELECT {Columns} FROM versions v LEFT JOIN silos s ON s.deployment = v.deployment WHERE v.deployment = @DeploymentId"),
        ("DeleteMembershipTableEntriesKey",
            "WITH gone AS (DELETE FROM silos WHERE deployment = @DeploymentId) DELETE FROM versions WHERE deployment = @DeploymentId"),
        ("GatewaysQueryKey",
            """
            SELECT address AS "Address", proxy AS "ProxyPort", generation AS "Generation" FROM silos
            WHERE deployment = @DeploymentId AND status = @Status AND proxy > 0
            """),
        ("CleanupDefunctSiloEntriesKey", "DELETE FROM silos WHERE deployment = @DeploymentId AND alive < @IAmAliveTime AND status <> 3"),
    ];

    /// <summary>Creates them where they are not there.</summary>
    public static async Task CreateAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        Add($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        Add($"CREATE SCHEMA {Schema}");
        Add($"CREATE TABLE {Schema}.OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL)");
        Add($"CREATE TABLE {Schema}.versions (deployment text PRIMARY KEY, version int NOT NULL)");
        Add(
            $"""
            CREATE TABLE {Schema}.silos (
                deployment text, address text, port int, generation int, silo text NOT NULL, host text NOT NULL, status int NOT NULL, proxy int, suspects text,
                started timestamptz NOT NULL, alive timestamptz NOT NULL, PRIMARY KEY (deployment, address, port, generation))
            """);
        foreach (var (key, text) in Statements)
        {
            Add($"INSERT INTO {Schema}.OrleansQuery VALUES ($1, $2)", key, text);
        }

        await batch.ExecuteNonQueryAsync();

        void Add(string text, params string[] values)
        {
#pragma warning disable CA2100 // Texts of this class only.
            var command = new NpgsqlBatchCommand(text);
#pragma warning restore CA2100
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            batch.BatchCommands.Add(command);
        }
    }
}
