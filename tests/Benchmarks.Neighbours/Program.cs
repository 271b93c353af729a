using System.Globalization;
using Benchmarks.Engine;
using Benchmarks.Neighbours;
using Benchmarks.Report;

// dotnet run --project tests/Benchmarks.Neighbours -c Release -- [MESSAGES [ROUNDS [CHART]]]
var messages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
if (Postgres.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 2;
}

Console.WriteLine(MachineFacts.Read());
Console.WriteLine($"{messages:N0} messages of 1 KB over {NeighbourWork.Keys} keys from accepted to handled, one PostgreSQL with fsync, {rounds} rounds, median (min–max).");
var table = new TextTable(1, "engine", "messages", "messages/s", "min–max", "inversions");
var chart = new List<(string, double, double)>();
await MeasureAsync("ErpSync, 512 senders", messages, work => ErpSyncRun.RunAsync(work, manySenders: true));
await MeasureAsync("ErpSync, 8 senders", messages, work => ErpSyncRun.RunAsync(work, manySenders: false));
await MeasureAsync("Wolverine, by key", messages, work => WolverineAsync(work, isPartitioned: true));
await MeasureAsync("Wolverine, no order", messages, work => WolverineAsync(work, isPartitioned: false));
await MeasureAsync("CAP", messages, async work => await CapRun.RunAsync(await ServerAsync(), await SchemaAsync(), work));
await MeasureAsync("Hangfire", Math.Max(500, messages / 10), async work => await HangfireRun.RunAsync(await ServerAsync(), await SchemaAsync(), work));
table.Print();
if (args.Length > 2)
{
    BarChart.Write(args[2], "Messages a second from accepted to handled, durable, one PostgreSQL", null, "", chart);
}

Postgres.Stop();
return 0;

async Task MeasureAsync(string engine, int count, Func<NeighbourWork, Task<double>> run)
{
    try
    {
        // Compiled and warm before anything counts.
        await run(new NeighbourWork(Math.Min(count, 20_000)));
        var works = Enumerable.Range(0, rounds).Select(_ => new NeighbourWork(count)).ToList();
        var speeds = new List<double>();
        foreach (var work in works)
        {
            speeds.Add(count / await run(work));
        }

        var spread = Spread.Of(speeds);
        chart.Add((engine, 0, spread.Median));
        table.Add(
            engine, TextTable.Number(count), TextTable.Number(spread.Median), $"{TextTable.Number(spread.Min)}–{TextTable.Number(spread.Max)}",
            TextTable.Number(works.Sum(work => work.Inversions)));
    }
    catch (Exception fault) when (fault is not OutOfMemoryException)
    {
        Console.WriteLine($"{engine} could not be measured: {fault}");
    }
}

async Task<double> WolverineAsync(NeighbourWork work, bool isPartitioned)
{
    ParcelMessageHandler.Work = work;
    return await WolverineRun.RunAsync(await ServerAsync(), await SchemaAsync(), work, isPartitioned);
}

async Task<string> ServerAsync() => (await Postgres.NewStoreAsync()).ConnectionString;

async Task<string> SchemaAsync() => (await Postgres.NewStoreAsync()).Schema;
