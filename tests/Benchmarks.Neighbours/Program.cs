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
var table = new TextTable(1, "engine", "producers", "messages", "messages/s", "min–max", "inversions");
var chart = new List<(string, double, double)>();
foreach (var producers in (int[])[NeighbourWork.Keys, 8])
{
    await MeasureAsync("ErpSync", producers, messages, ErpSyncRun.RunAsync);
    await MeasureAsync("Wolverine, by key", producers, messages, work => WolverineAsync(work, isPartitioned: true));
    await MeasureAsync("Wolverine, no order", producers, messages, work => WolverineAsync(work, isPartitioned: false));
    await MeasureAsync("CAP", producers, messages, async work => await CapRun.RunAsync(await ServerAsync(), await SchemaAsync(), work));
}

// Its producers wait on threads, so there are eight of them.
await MeasureAsync("Hangfire", 8, Math.Max(500, messages / 10), async work => await HangfireRun.RunAsync(await ServerAsync(), await SchemaAsync(), work));
table.Print();
if (args.Length > 2)
{
    BarChart.Write(args[2], "Messages a second from accepted to handled, durable, one PostgreSQL", null, "", chart);
}

Postgres.Stop();
return 0;

async Task MeasureAsync(string engine, int producers, int count, Func<NeighbourWork, Task<double>> run)
{
    try
    {
        // Compiled and warm before anything counts.
        await run(new NeighbourWork(count, producers));
        var works = Enumerable.Range(0, rounds).Select(_ => new NeighbourWork(count, producers)).ToList();
        var speeds = new List<double>();
        foreach (var work in works)
        {
            speeds.Add(count / await run(work));
        }

        var spread = Spread.Of(speeds);
        chart.Add(($"{engine}, {producers} producers", 0, spread.Median));
        table.Add(
            engine, TextTable.Number(producers), TextTable.Number(count), TextTable.Number(spread.Median), $"{TextTable.Number(spread.Min)}–{TextTable.Number(spread.Max)}",
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
