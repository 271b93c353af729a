using System.Diagnostics;
using Benchmarks.Report;
using ErpSync.Adapters.Shopify;

namespace Benchmarks.Orders;

/// <summary>Shopify order JSON → canonical order, money checked: time and bytes an order.</summary>
internal static class OrdersPart
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private const int Runs = 15;

    public static IReadOnlyList<OrderResult> Run()
    {
        Console.WriteLine($"Orders: JSON in the REST shape → canonical order, median of {Runs} runs.");
        var results = new List<OrderResult>
        {
            Measure("typical", OrderJson.Of(lines: 4, taxes: 1, refunds: 0)),
            Measure("big", OrderJson.Of(lines: 120, taxes: 3, refunds: 4)),
        };
        var table = new TextTable(1, "order", "JSON bytes", "lines", "ns", "allocated bytes");
        results.ForEach(result => table.Add(
            result.Name, TextTable.Number(result.JsonBytes), TextTable.Number(result.Lines), TextTable.Number(result.Nanoseconds), TextTable.Number(result.AllocatedBytes)));
        table.Print();
        return results;
    }

    private static OrderResult Measure(string name, byte[] json)
    {
        var first = RestOrderReader.Read(json);
        var lines = first.Value?.Lines.Count ?? throw new InvalidOperationException($"The {name} order was not read: {first.Fault}.");
        var times = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < WarmUp)
        {
            RestOrderReader.Read(json);
            times++;
        }

        var perRun = Math.Max(1, times / 15);
        var nanoseconds = Spread.Of(Enumerable.Range(0, Runs).Select(_ => Once(json, perRun).Nanoseconds)).Median;
        return new OrderResult(name, json.Length, lines, nanoseconds, Once(json, perRun).Bytes);
    }

    private static (double Nanoseconds, double Bytes) Once(byte[] json, int times)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++)
        {
            RestOrderReader.Read(json);
        }

        return (Stopwatch.GetElapsedTime(start).TotalNanoseconds / times, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)times);
    }
}
