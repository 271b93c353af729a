using System.Diagnostics;
using Benchmarks.Report;

namespace Benchmarks.Engine;

/// <summary>A million signals through one process: what is live on the heap must not grow with what has passed.</summary>
internal static class MemoryPart
{
    private const int Subjects = 500;
    private const double Bound = 16;

    public static async Task<MemoryResult> RunAsync(BenchmarkOptions options)
    {
        var tenth = options.MemorySignals / 10;
        Console.WriteLine($"Memory: {options.MemorySignals:N0} signals of 1 KB over {Subjects} subjects, SQLite, live heap after a full collection at each tenth.");
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        try
        {
            await using var host = await EngineHost.StartAsync("sqlite", Path.Combine(folder.FullName, "erpsync.db"), writes: true);
            var samples = new List<MemorySample>();
            var watch = Stopwatch.StartNew();
            for (var sent = 0; sent < tenth * 10; sent += tenth)
            {
                await host.UntilEndedAsync(sent + tenth, Deliveries.SendAsync(host.Intake, sent, tenth, number => number % Subjects));
                samples.Add(new MemorySample(sent + tenth, GC.GetTotalMemory(forceFullCollection: true) / 1e6, Environment.WorkingSet / 1e6));
                Console.WriteLine($"{samples[^1].Signals,12:N0} signals  {samples[^1].LiveMegabytes,7:N1} MB live  {samples[^1].WorkingSetMegabytes,7:N0} MB working set");
            }

            var growth = samples.Max(sample => sample.LiveMegabytes) - samples[0].LiveMegabytes;
            var result = new MemoryResult("sqlite", tenth * 10, Subjects, tenth * 10 / watch.Elapsed.TotalSeconds, Bound, growth <= Bound, samples);
            Console.WriteLine($"Live heap grew by at most {growth:N1} MB after the first tenth; the bound is {Bound:N0} MB: {(result.IsBounded ? "constant" : "NOT CONSTANT")}.");
            return result;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
