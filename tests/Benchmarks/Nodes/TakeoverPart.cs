using System.Diagnostics;
using Benchmarks.Engine;
using Benchmarks.Report;
using ErpSync.Storage;
using ErpSync.Storage.PostgreSql;
using ErpSync.Storage.PostgreSql.Tests.Cluster;
using ErpSync.Storage.PostgreSql.Tests.Server;

namespace Benchmarks.Nodes;

/// <summary>How long a key is silent when the node that works it is killed: two nodes as processes, 100 changes a second over 40 keys, a lease of 5 seconds.</summary>
internal static class TakeoverPart
{
    private const int Keys = 40;
    private const int PerSecond = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(9);

    public static async Task<IReadOnlyList<TakeoverResult>> RunAsync(BenchmarkOptions options)
    {
        if (Postgres.Missing is { } missing)
        {
            Console.WriteLine($"Takeover is left out. {missing}");
            return [];
        }

        Console.WriteLine($"Takeover: SIGKILL to one of two nodes under {PerSecond} changes a second over {Keys} keys, lease {Lease.TotalSeconds} s.");
        var table = new TextTable(0, "run", "changes", "lost", "duplicated", "inversions", "longest silence s");
        var results = new List<TakeoverResult>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var result = await MeasureAsync();
            results.Add(result);
            table.Add(
                TextTable.Number(round), TextTable.Number(result.Changes), TextTable.Number(result.Lost), TextTable.Number(result.Duplicates),
                TextTable.Number(result.Inversions), TextTable.Fine(result.SilenceSeconds));
        }

        table.Print();
        return results;
    }

    private static async Task<TakeoverResult> MeasureAsync()
    {
        var options = (await Postgres.NewStoreAsync()) with { LeaseTime = Lease };
        using var books = new Books(TestServer.FreePort(), TimeSpan.FromMilliseconds(5));
        await using var intake = new PostgreSqlSyncStore(options);
        await intake.MigrateAsync(CancellationToken.None);
        var nodes = new List<NodeProcess>();
        try
        {
            for (var node = 0; node < 2; node++)
            {
                nodes.Add(await NodeProcess.StartAsync(ClusterNode.Arguments(options.ConnectionString, options.Schema, books.Address, Lease, $"node-{node}")));
            }

            await SharedLanes.UntilAsync(options, nodes.Count);
            await LoadAsync(intake, books, Before);
            nodes[0].KillNow();
            var killed = Stopwatch.GetTimestamp();
            await LoadAsync(intake, books, After);
            await SettleAsync(intake);
            var figures = books.Figures(killed);
            return new TakeoverResult(figures.Changes, figures.Lost, figures.Duplicates, figures.Inversions, figures.Silence.TotalSeconds);
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
    }

    private static async Task LoadAsync(PostgreSqlSyncStore intake, Books books, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; Stopwatch.GetElapsedTime(started) < duration; sent++)
        {
            var due = TimeSpan.FromSeconds(sent / (double)PerSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var key = $"key-{sent % Keys}";
            var now = TimeProvider.System.GetUtcNow();
            await intake.AppendAsync([new NewSignal(RevisionFlow.Subject(key), "bench", $"{books.Change(key)}", now, now)], null, CancellationToken.None);
        }
    }

    private static async Task SettleAsync(PostgreSqlSyncStore intake)
    {
        StoreCounts counts;
        do
        {
            await Task.Delay(100);
            counts = await intake.CountAsync(CancellationToken.None);
        }
        while (counts.Waiting > 0 || counts.PendingEffects > 0);
    }
}
