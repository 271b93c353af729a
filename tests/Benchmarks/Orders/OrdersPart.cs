using System.Diagnostics;
using Benchmarks.Report;
using ErpSync.Adapters.Shopify;

namespace Benchmarks.Orders;

/// <summary>Shopify order JSON → canonical order, money checked: time and bytes an order, in both of the shapes that the adapter reads.</summary>
internal static class OrdersPart
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private const int Runs = 15;

    public static async Task<IReadOnlyList<OrderResult>> RunAsync()
    {
        Console.WriteLine($"Orders: JSON → canonical order, median of {Runs} runs. GraphQL: the connector's whole reading by id, answers from memory.");
        await using var graph = await GraphOrders.StartAsync();
        var results = new List<OrderResult>
        {
            await RestAsync("REST, typical", OrderJson.Of(lines: 4, taxes: 1, refunds: 0)),
            await RestAsync("REST, big", OrderJson.Of(lines: 120, taxes: 3, refunds: 4)),
            await GraphAsync("GraphQL, typical", graph, graph.Place(lines: 4, refunds: 0)),
            await GraphAsync("GraphQL, big", graph, graph.Place(lines: 120, refunds: 4)),
        };
        var table = new TextTable(1, "order", "JSON bytes", "lines", "ns", "allocated bytes");
        results.ForEach(result => table.Add(
            result.Name, TextTable.Number(result.JsonBytes), TextTable.Number(result.Lines), TextTable.Number(result.Nanoseconds), TextTable.Number(result.AllocatedBytes)));
        table.Print();
        return results;
    }

    private static Task<OrderResult> RestAsync(string name, byte[] json) => MeasureAsync(name, () =>
    {
        var read = RestOrderReader.Read(json);
        return Task.FromResult((read.Value?.Lines.Count ?? throw new InvalidOperationException($"The order '{name}' was not read: {read.Fault}."), json.Length));
    });

    private static Task<OrderResult> GraphAsync(string name, GraphOrders graph, string id) => MeasureAsync(name, async () =>
    {
        var (order, bytes) = await graph.ReadAsync(id);
        return (order.Lines.Count, bytes);
    });

    private static async Task<OrderResult> MeasureAsync(string name, Func<Task<(int Lines, int Bytes)>> read)
    {
        var times = 0;
        var watch = Stopwatch.StartNew();
        var (lines, bytes) = await read();
        while (watch.Elapsed < WarmUp)
        {
            await read();
            times++;
        }

        var perRun = Math.Max(1, times / 15);
        var runs = new List<(double Nanoseconds, double Bytes)>(Runs);
        for (var run = 0; run < Runs; run++)
        {
            runs.Add(await OnceAsync(read, perRun));
        }

        return new OrderResult(name, bytes, lines, Spread.Of(runs.Select(run => run.Nanoseconds)).Median, Spread.Of(runs.Select(run => run.Bytes)).Median);
    }

    private static async Task<(double Nanoseconds, double Bytes)> OnceAsync(Func<Task<(int Lines, int Bytes)>> read, int times)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++)
        {
            await read();
        }

        return (Stopwatch.GetElapsedTime(start).TotalNanoseconds / times, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)times);
    }
}
