using System.Diagnostics;
using System.Globalization;
using Benchmarks.Engine;
using Benchmarks.Report;
using ErpSync.Storage;
using ErpSync.Storage.PostgreSql;
using ErpSync.Storage.PostgreSql.Tests.Cluster;

namespace Benchmarks.Nodes;

/// <summary>Whether more hosts on one database do more: with a target that answers at once they share the machine, with a slow one they wait beside each other.</summary>
internal static class NodesPart
{
    private const int Chunk = 500;
    private static readonly TimeSpan[] Delays = [TimeSpan.Zero, TimeSpan.FromMilliseconds(100)];

    public static async Task<IReadOnlyList<NodesResult>> RunAsync(BenchmarkOptions options)
    {
        if (Postgres.Missing is { } missing)
        {
            Console.WriteLine($"Nodes are left out. {missing}");
            return [];
        }

        Console.WriteLine("Nodes: processes on one PostgreSQL, signals of 1 KB, one write each; a target that answers at once, and one that takes 100 ms for 20 writes.");
        var table = new TextTable(0, "nodes", "target ms", "signals", "signals/s", "min–max");
        var results = new List<NodesResult>();
        foreach (var delay in Delays)
        {
            var signals = delay > TimeSpan.Zero ? options.Signals / 5 : options.Signals;
            foreach (var nodes in options.NodeCounts)
            {
                var speeds = new List<double>();
                for (var round = 0; round < options.Rounds; round++)
                {
                    speeds.Add(await MeasureAsync(nodes, delay, signals));
                }

                var spread = Spread.Of(speeds);
                results.Add(new NodesResult(nodes, delay.TotalMilliseconds, signals, spread));
                table.Add(
                    TextTable.Number(nodes), TextTable.Number(delay.TotalMilliseconds), TextTable.Number(signals), TextTable.Number(spread.Median),
                    $"{TextTable.Number(spread.Min)}–{TextTable.Number(spread.Max)}");
            }
        }

        table.Print();
        return results;
    }

    private static async Task<double> MeasureAsync(int nodes, TimeSpan delay, int signals)
    {
        var options = await Postgres.NewStoreAsync();
        await using var intake = new PostgreSqlSyncStore(options);
        await intake.MigrateAsync(CancellationToken.None);
        var running = new List<NodeProcess>();
        try
        {
            for (var node = 0; node < nodes; node++)
            {
                running.Add(await NodeProcess.StartAsync(ScaleNode.Arguments(options, delay)));
            }

            await SharedLanes.UntilAsync(options, nodes);

            // Compiled before it counts.
            await SendAsync(intake, 0, Chunk * nodes);
            await UntilEndedAsync(intake, Chunk * nodes);
            var started = Stopwatch.GetTimestamp();
            await SendAsync(intake, Chunk * nodes, signals);
            await UntilEndedAsync(intake, signals + (Chunk * nodes));
            return signals / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            running.ForEach(node => node.Dispose());
        }
    }

    private static async Task SendAsync(PostgreSqlSyncStore intake, int first, int count)
    {
        var body = new byte[1024];
        for (var next = first; next < first + count; next += Chunk)
        {
            var now = TimeProvider.System.GetUtcNow();
            await intake.AppendAsync(
                [
                    .. Enumerable.Range(next, Math.Min(Chunk, first + count - next)).Select(number =>
                        new NewSignal(new SubjectKey("parcels", number.ToString(CultureInfo.InvariantCulture)), "bench", "1", now, now) { Body = body }),
                ],
                null, CancellationToken.None);
        }
    }

    private static async Task UntilEndedAsync(PostgreSqlSyncStore intake, int signals)
    {
        while (true)
        {
            var counts = await intake.CountAsync(CancellationToken.None);
            if (counts.Accepted - counts.Waiting >= signals)
            {
                return;
            }

            await Task.Delay(10);
        }
    }
}
