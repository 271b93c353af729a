using ErpSync.Storage;
using ErpSync.Storage.PostgreSql;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Npgsql;

namespace Benchmarks.Engine;

/// <summary>The PostgreSQL server of this run: the one that ERPSYNC_POSTGRES names, or one started from the machine's binaries with fsync on and room for its pages and its log. Every run has a schema of its own.</summary>
internal static class Postgres
{
    private const string Settings = "-c shared_buffers=512MB -c max_wal_size=4GB";

    private static readonly Lazy<Task<TestServer>> Server = new(() => TestServer.StartAsync(Settings));

    /// <summary>Why it cannot be measured here, or null.</summary>
    public static string? Missing => TestServer.Missing;

    public static async Task<PostgreSqlStoreOptions> NewStoreAsync()
    {
        var server = await Server.Value;
        return new PostgreSqlStoreOptions { ConnectionString = server.ConnectionString, Schema = $"b{server.NewSchema()}", PrepareStatements = true };
    }

    /// <summary>After a store was filled: what its server would do in the background some time, it does now. Other stores have no such thing.</summary>
    public static async Task TidyAsync(ISyncStore store)
    {
        if (store is not PostgreSqlSyncStore { Options: var options })
        {
            return;
        }

        await using var source = NpgsqlDataSource.Create(options.ConnectionString + ";Command Timeout=600");
        foreach (var text in (string[])["VACUUM ANALYZE", "CHECKPOINT"])
        {
            await using var command = source.CreateCommand(text);
            await command.ExecuteNonQueryAsync();
        }
    }

    public static void Stop()
    {
        if (Server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            Server.Value.Result.Dispose();
        }
    }
}
