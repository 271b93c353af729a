using System.Globalization;
using Benchmarks.Engine;
using Benchmarks.Report;
using ErpSync;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Publish;

/// <summary>A real host over SQLite publishes a catalogue to the sandbox shop over HTTP, with the shop's rate budget, and then a change of a hundred SKUs.</summary>
internal static class PublishPart
{
    private const string Owner = "owner";
    private const string Shop = "shop";
    private const int Rows = 250;
    private const int Change = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static async Task<PublishResult> RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"Publish: {options.Skus:N0} SKUs × {options.Locations} locations to the sandbox shop, a bucket of {options.Bucket:N0} points and {options.Restore:N0} a second, SQLite.");
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        using var shop = await ShopChild.StartAsync(options);
        try
        {
            string[] locations = [.. Enumerable.Range(1, options.Locations).Select(static number => $"WH-{number}")];
            var stock = new CountedStock(Owner, options.Skus, locations);
            var calls = new CallCounter(TimeProvider.System);
            using var host = Build(shop.Place, stock, locations, calls, Path.Combine(folder.FullName, "erpsync.db"));
            await host.Services.GetRequiredService<ISyncStore>().MigrateAsync(CancellationToken.None);
            var erpSync = host.Services.GetRequiredService<IErpSync>();
            var memory = new MemoryWatch();
            var before = await shop.AskAsync();
            var cost = Cost.Start();
            await host.StartAsync();
            await UntilPublishedAsync(erpSync, options.Skus, memory);
            var took = cost();
            var after = await shop.AskAsync(withStock: true);
            Check(after, stock);
            var (points, writes) = (after.Points - before.Points, calls.Writes);
            var permitted = Math.Max(0, points - options.Bucket) / (double)options.Restore;

            var (sent, shown) = await ChangeAsync(erpSync, stock, calls, options.Skus);
            Check(await shop.AskAsync(withStock: true), stock);
            await host.StopAsync();
            var result = new PublishResult(
                options.Skus, options.Locations, options.Bucket, options.Restore, took.Seconds, writes, ((options.Skus * options.Locations) + Rows - 1) / Rows,
                after.Requests - before.Requests, after.Throttled - before.Throttled, points, permitted, took.ProcessorSeconds, after.ProcessorSeconds - before.ProcessorSeconds,
                memory.Before, memory.MostLive, memory.MostWorkingSet, Math.Min(Change, options.Skus), sent, shown);
            Print(result, calls);
            return result;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IHost Build(ShopPlace place, CountedStock stock, IReadOnlyList<string> locations, CallCounter calls, string path)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync => sync
            .UseSqlite(new SqliteStoreOptions { Path = path })
            .AddConnection(Owner, _ => stock)
            .AddShopify(Shop, shop =>
            {
                shop.ShopDomain = place.Domain;
                shop.Endpoint = place.Address;
                shop.ClientId = place.ClientId;
                shop.ClientSecret = place.ClientSecret;
                foreach (var (code, id) in locations.Zip(place.Locations))
                {
                    shop.LocationMap[code] = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Location/{id}");
                }
            })
            .SyncStock(from: Owner, to: Shop));
        builder.Services.AddHttpClient($"erpsync:{Shop}").AddHttpMessageHandler(() => new CountingHandler(calls));
        return builder.Build();
    }

    private static async Task UntilPublishedAsync(IErpSync erpSync, int skus, MemoryWatch memory)
    {
        while (true)
        {
            memory.Look();
            var overview = await erpSync.OverviewAsync();
            if (overview.Counts is { OpenCases: > 0 })
            {
                var first = (await erpSync.CasesAsync(new CaseQuery()))[0].Report;
                throw new InvalidOperationException($"There are cases; one is {first.Code}: {first.Message}");
            }

            if (overview.Counts.Accepted >= skus && overview.Counts is { Waiting: 0, PendingEffects: 0 })
            {
                return;
            }

            await Task.Delay(Poll);
        }
    }

    /// <summary>A hundred SKUs are counted, and a sweep notices.</summary>
    private static async Task<(double Sent, double Shown)> ChangeAsync(IErpSync erpSync, CountedStock stock, CallCounter calls, int skus)
    {
        var accepted = (await erpSync.OverviewAsync()).Counts.Accepted;
        calls.Watch();
        var counted = TimeProvider.System.GetTimestamp();
        stock.Count(Math.Min(Change, skus));
        await erpSync.SweepAsync($"stock:{Owner}");
        while ((await erpSync.OverviewAsync()).Counts is var counts && (counts.Accepted < accepted + Math.Min(Change, skus) || counts is not { Waiting: 0, PendingEffects: 0 }))
        {
            await Task.Delay(Poll);
        }

        return (Milliseconds(calls.FirstWrite!.Value), Milliseconds(calls.LastAnswer));

        double Milliseconds(long until) => TimeProvider.System.GetElapsedTime(counted, until).TotalMilliseconds;
    }

    private static void Check(ShopFigures figures, CountedStock stock)
    {
        if (figures.OnHand != stock.Total())
        {
            throw new InvalidOperationException($"The shop shows {figures.OnHand:N0} units, the owner counts {stock.Total():N0}.");
        }
    }

    private static void Print(PublishResult result, CallCounter calls)
    {
        var table = new TextTable(1, "", "");
        table.Add("took", $"{result.Seconds:N1} s");
        table.Add("points give at best", $"{result.PermittedSeconds:N1} s");
        table.Add("of the best", result.PermittedSeconds > 0 ? TextTable.Share(result.Seconds / result.PermittedSeconds) : "not limited by points");
        table.Add("write calls / fewest", $"{result.Writes:N0} / {result.FewestWrites:N0}");
        foreach (var (name, count) in calls.Calls.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            table.Add($"calls {name}", $"{count:N0}");
        }

        table.Add("throttled", $"{result.Throttled:N0}");
        table.Add("points", $"{result.Points:N0}");
        table.Add("processor engine / shop", $"{result.ProcessorSeconds:N1} / {result.ShopProcessorSeconds:N1} s");
        table.Add("live heap before / most", $"{result.LiveMegabytesBefore:N1} / {result.MostLiveMegabytes:N1} MB");
        table.Add("most working set", $"{result.MostWorkingSetMegabytes:N0} MB");
        table.Add($"{result.ChangedSkus} SKUs: first write out", $"{result.ChangeSentMilliseconds:N0} ms");
        table.Add($"{result.ChangedSkus} SKUs: all answered", $"{result.ChangeShownMilliseconds:N0} ms");
        table.Print();
    }
}
