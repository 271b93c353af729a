using System.Text;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Npgsql;

namespace ErpSync.Storage.PostgreSql.Tests;

/// <summary>Databases written by released schema versions must be read for ever. Set ERPSYNC_WRITE_FIXTURES=1 to write the one of the present version.</summary>
[Collection(ServerCollection.Name)]
public sealed class SchemaFixtureTests(ServerFixture fixture)
{
    private const int FirstWithLedger = 2;
    private const string Schema = "{schema}";

    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, PostgreSqlDialect.SchemaVersion)];

    [PostgreSqlTheory]
    [MemberData(nameof(Versions))]
    public async Task Database_of_every_released_version_is_read_and_goes_on(int version)
    {
        await using var host = new PostgreSqlStoreHost(fixture.Server);
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", $"schema-v{version}.sql"));
        await using var source = NpgsqlDataSource.Create(host.Options.ConnectionString);
        await ExecuteAsync(source, script.Replace(Schema, host.Options.Schema, StringComparison.Ordinal));

        await using var store = (PostgreSqlSyncStore)await host.OpenAsync(None);

        await ReleasedStore.ExpectAsync(store, async () => await host.TakeLanesAsync(store, None), hasLedger: version >= FirstWithLedger);
        await host.ReleaseLanesAsync();
    }

    [PostgreSqlFact]
    public async Task Fixture_of_the_present_version_can_be_written()
    {
        await using var host = new PostgreSqlStoreHost(fixture.Server);
        await using (var store = (PostgreSqlSyncStore)await host.OpenAsync(None))
        {
            await ReleasedStore.WriteAsync(store, await host.TakeLanesAsync(store, None));
            await host.ReleaseLanesAsync();
        }

        await using var source = NpgsqlDataSource.Create(host.Options.ConnectionString);
        var script = await DumpAsync(source, host.Options.Schema);
        script.Length.Should().BeLessThan(100_000);
        if (Environment.GetEnvironmentVariable(ReleasedStore.WriteVariable) == "1")
        {
            var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "fixtures")).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, $"schema-v{PostgreSqlDialect.SchemaVersion}.sql"), script);
        }
    }

    /// <summary>Tables as this version makes them, their rows as JSON, and where the sequences stand.</summary>
    private static async Task<string> DumpAsync(NpgsqlDataSource source, string schema)
    {
        var script = new StringBuilder($"CREATE SCHEMA {Schema};\n");
        foreach (var migration in new PostgreSqlDialect(Schema).Migrations)
        {
            script.Append(migration).Append('\n');
        }

        foreach (var table in await TextsAsync(source, $"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' ORDER BY tablename"))
        {
            var rows = (await TextsAsync(source, $"SELECT coalesce(json_agg(each), '[]')::text FROM {schema}.{table} each"))[0];
            var (name, json) = ($"{Schema}.{table}", rows.Replace("'", "''", StringComparison.Ordinal));
            script.Append($"TRUNCATE {name};\nINSERT INTO {name} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::{name}, '{json}');\n");
        }

        foreach (var position in await TextsAsync(
            source, $"SELECT format('SELECT setval(''{Schema}.%s'', %s);', sequencename, last_value) FROM pg_sequences WHERE schemaname = '{schema}' AND last_value IS NOT NULL ORDER BY 1"))
        {
            script.Append(position).Append('\n');
        }

        return script.ToString();
    }

    private static async Task<List<string>> TextsAsync(NpgsqlDataSource source, string query)
    {
        var texts = new List<string>();
        await using var command = source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string script)
    {
        await using var command = source.CreateCommand(script);
        await command.ExecuteNonQueryAsync();
    }
}
