using Benchmarks.Engine;
using ErpSync.Storage.PostgreSql;
using Npgsql;

namespace Benchmarks.Nodes;

/// <summary>Waits until nodes have shared the lanes of a database.</summary>
internal static class SharedLanes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task UntilAsync(PostgreSqlStoreOptions options, int nodes)
    {
        await using var source = NpgsqlDataSource.Create(options.ConnectionString);
        var least = options.LaneCount / nodes;
        using var limit = new CancellationTokenSource(Patience);
        long shared;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
#pragma warning disable CA2100 // The name of the schema of this run and a number.
            await using var command = source.CreateCommand(
                $"SELECT count(*) FROM (SELECT count(*) AS lanes FROM {options.Schema}.lanes WHERE owner IS NOT NULL GROUP BY owner) o WHERE o.lanes >= {least}");
#pragma warning restore CA2100
            shared = (long)(await command.ExecuteScalarAsync(limit.Token))!;
        }
        while (shared < nodes);
    }
}
