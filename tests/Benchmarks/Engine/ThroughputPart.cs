using Benchmarks.Report;
using ErpSync.Storage;

namespace Benchmarks.Engine;

/// <summary>Signals a second from accepted to ended, beside the same rows as raw batched statements.</summary>
internal static class ThroughputPart
{
    private const int FewSubjects = 500;
    private const int WarmUpSignals = 60_000;

    public static async Task<IReadOnlyList<ThroughputResult>> RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"Throughput: 1 KB a signal, {options.Rounds} rounds, median (min–max). SQLite with synchronous=FULL, PostgreSQL with fsync and synchronous_commit.");
        Console.WriteLine(RawRun.Explanation);
        var cases =
            from store in options.MeasurableStores()
            from plan in options.Plans
            from subjects in new[] { options.Signals, FewSubjects }.Distinct()
            select new EngineCase(store, plan, options.Signals, subjects);
        var results = new List<ThroughputResult>();
        foreach (var setting in cases)
        {
            // Compiled and warm before anything counts.
            await EngineAsync(setting with { Signals = Math.Min(WarmUpSignals, setting.Signals) });
            results.Add(await MeasureAsync(setting, options.Rounds));
        }

        Print(results);
        return results;
    }

    private static async Task<ThroughputResult> MeasureAsync(EngineCase setting, int rounds)
    {
        var engines = new List<(StoreCounts Counts, Cost Cost)>();
        var raws = new List<Cost>();
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            engines.Add(await EngineAsync(setting));
            if (setting.Store == "sqlite")
            {
                raws.Add(await InFolderAsync(path => RawRun.MeasureAsync(setting, path, engines[^1].Counts)));
            }
            else if (setting.Store == "postgres")
            {
                raws.Add(await RawPostgres.MeasureAsync(setting, engines[^1].Counts));
            }
        }

        var counts = engines[^1].Counts;
        return new ThroughputResult(
            setting,
            Spread.Of(engines.Select(run => setting.Signals / run.Cost.Seconds)),
            raws.Count == 0 ? null : Spread.Of(raws.Select(cost => setting.Signals / cost.Seconds)),
            raws.Count == 0 ? null : Spread.Of(raws.Select((cost, round) => cost.Seconds / engines[round].Cost.Seconds)),
            counts.Applied, counts.Superseded,
            Spread.Of(engines.Select(run => run.Cost.ProcessorSeconds)).Median * 1e6 / setting.Signals,
            raws.Count == 0 ? null : Spread.Of(raws.Select(cost => cost.ProcessorSeconds)).Median * 1e6 / setting.Signals,
            engines[^1].Cost.AllocatedBytes / (double)setting.Signals);
    }

    private static Task<(StoreCounts Counts, Cost Cost)> EngineAsync(EngineCase setting) => InFolderAsync(async path =>
    {
        await using var host = await EngineHost.StartAsync(setting.Store, path, setting.Writes);
        var cost = Cost.Start();
        var sending = Deliveries.SendAsync(host.Intake, 0, setting.Signals, number => number % setting.Subjects);
        var counts = await host.UntilEndedAsync(setting.Signals, sending);
        return (counts, cost());
    });

    private static async Task<T> InFolderAsync<T>(Func<string, Task<T>> run)
    {
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        try
        {
            return await run(Path.Combine(folder.FullName, "erpsync.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(List<ThroughputResult> results)
    {
        var table = new TextTable(
            2, "store", "plan", "signals", "subjects", "signals/s", "min–max", "raw/s", "min–max", "of raw", "min–max", "applied", "superseded", "cpu µs", "raw cpu µs", "bytes");
        foreach (var result in results)
        {
            table.Add(
                result.Case.Store, result.Case.Plan, TextTable.Number(result.Case.Signals), TextTable.Number(result.Case.Subjects),
                TextTable.Number(result.Engine.Median), Range(result.Engine, TextTable.Number),
                result.Raw is { } raw ? TextTable.Number(raw.Median) : "–", Range(result.Raw, TextTable.Number),
                result.ShareOfRaw is { } share ? TextTable.Share(share.Median) : "–", Range(result.ShareOfRaw, TextTable.Share),
                TextTable.Number(result.Applied), TextTable.Number(result.Superseded), TextTable.Fine(result.ProcessorMicroseconds),
                result.RawProcessorMicroseconds is { } processor ? TextTable.Fine(processor) : "–", TextTable.Number(result.AllocatedBytes));
        }

        table.Print();
    }

    private static string Range(Spread? spread, Func<double, string> text) => spread is null ? "–" : $"{text(spread.Min)}–{text(spread.Max)}";
}
