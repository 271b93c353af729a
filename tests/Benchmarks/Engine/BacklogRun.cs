using System.Globalization;
using Benchmarks.Report;
using ErpSync.Storage;

namespace Benchmarks.Engine;

/// <summary>Subjects with a signal each that came while no engine ran: after its start all of them are planned, written and ended. Every round fills a store of its own.</summary>
internal static class BacklogRun
{
    public const string Work = "backlog";

    private const int WarmUp = 60_000;
    private const int Chunk = 5_000;

    private static readonly HashSet<string> Warm = [];

    /// <param name="store">Store.</param>
    /// <param name="open">Subjects with a signal.</param>
    /// <param name="rounds">Rounds.</param>
    public static async Task<SubjectsResult> MeasureAsync(string store, int open, int rounds)
    {
        if (Warm.Add(store))
        {
            // Compiled before anything counts.
            await RunAsync(store, WarmUp);
        }

        var costs = new List<(Cost Cost, long Subjects)>();
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            costs.Add(await RunAsync(store, open));
        }

        return new SubjectsResult(
            store, Work, open, open, Spread.Of(costs.Select(run => run.Subjects / run.Cost.Seconds)), Spread.Of(costs.Select(run => run.Cost.ProcessorSeconds * 1e6 / run.Subjects)));
    }

    private static async Task<(Cost Cost, long Subjects)> RunAsync(string store, int open)
    {
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "erpsync.db");
            await using var host = await EngineHost.StartAsync(store, path, writes: true, async (opened, _) =>
            {
                await FillAsync(opened, open);
                await Postgres.TidyAsync(opened);
            });
            var before = await host.UntilEndedAsync(open / 10, Task.CompletedTask);
            var cost = Cost.Start();
            var after = await host.UntilEndedAsync(open, Task.CompletedTask);
            return (cost(), before.Waiting - after.Waiting);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(ISyncStore store, int open)
    {
        var now = TimeProvider.System.GetUtcNow();
        var body = new byte[1024];
        for (var first = 0; first < open; first += Chunk)
        {
            await store.AppendAsync(
                [
                    .. Enumerable.Range(first, Math.Min(Chunk, open - first)).Select(number =>
                        new NewSignal(new SubjectKey("parcels", number.ToString(CultureInfo.InvariantCulture)), "before", "1", now, now) { Body = body }),
                ],
                null, CancellationToken.None);
        }
    }
}
