using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Benchmarks.Report;

namespace Benchmarks.Engine;

/// <summary>How long a change takes to its target when the engine is not busy: 200 signals a second, each of a subject of its own.</summary>
internal static class LatencyPart
{
    private const int PerSecond = 200;
    private const int WarmUp = 5 * PerSecond;
    private const int Measured = 20 * PerSecond;

    public static async Task<IReadOnlyList<LatencyResult>> RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"Latency: {PerSecond} signals a second for {Measured / PerSecond} s, from before the delivery, in ms.");
        var table = new TextTable(1, "store", "accepted p50", "p99", "at target p50", "p99");
        var results = new List<LatencyResult>();
        foreach (var store in options.MeasurableStores())
        {
            var result = await MeasureAsync(store);
            results.Add(result);
            table.Add(store, TextTable.Fine(result.AcceptedP50), TextTable.Fine(result.AcceptedP99), TextTable.Fine(result.ArrivedP50), TextTable.Fine(result.ArrivedP99));
        }

        table.Print();
        return results;
    }

    private static async Task<LatencyResult> MeasureAsync(string store)
    {
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        try
        {
            await using var host = await EngineHost.StartAsync(store, Path.Combine(folder.FullName, "erpsync.db"), writes: true);
            var sentAt = new ConcurrentDictionary<string, long>();
            var (accepted, arrived) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
            host.Connector.Arrived = item => arrived.Add(Stopwatch.GetElapsedTime(sentAt[item.Value.Id]).TotalMilliseconds);
            var sending = new List<Task>();
            var start = Stopwatch.GetTimestamp();
            for (var number = 0; number < WarmUp + Measured; number++)
            {
                var due = TimeSpan.FromSeconds(number / (double)PerSecond) - Stopwatch.GetElapsedTime(start);
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due);
                }

                if (number == WarmUp)
                {
                    await host.UntilEndedAsync(WarmUp, Task.WhenAll(sending));
                    accepted.Clear();
                    arrived.Clear();
                    start += (long)((Stopwatch.GetElapsedTime(start).TotalSeconds - (number / (double)PerSecond)) * Stopwatch.Frequency);
                }

                sending.Add(SendAsync(number));
            }

            await host.UntilEndedAsync(WarmUp + Measured, Task.WhenAll(sending));
            return new LatencyResult(store, PerSecond, Measured, At(accepted, 0.5), At(accepted, 0.99), At(arrived, 0.5), At(arrived, 0.99));

            async Task SendAsync(int number)
            {
                var sent = sentAt[number.ToString(CultureInfo.InvariantCulture)] = Stopwatch.GetTimestamp();
                await Deliveries.SendAsync(host.Intake, number, number, CancellationToken.None);
                accepted.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double At(ConcurrentBag<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(sorted.Count * share) - 1)];
    }
}
