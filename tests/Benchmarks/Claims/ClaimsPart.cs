using Benchmarks.Engine;
using Benchmarks.Report;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using ErpSync.Storage.PostgreSql;
using ErpSync.Storage.Sqlite;

namespace Benchmarks.Claims;

/// <summary>Check-and-claim of whole orders by several callers at once, beside raw SQL that does the same in the same run.</summary>
internal static class ClaimsPart
{
    private const int WarmUp = 2_000;

    private const string Explanation =
        """
        Raw: the same tables, rows and checks by hand-written statements. SQLite: one connection and prepared statements, the orders of all workers in one transaction
        each round, as the store's group commit has them. PostgreSQL: one connection a worker; the id, the locks in order and the look in one round trip, entries,
        balances and commit in the second.
        """;

    public static async Task<IReadOnlyList<ClaimsResult>> RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"Claims: orders of {ClaimOrders.Lines} of {ClaimOrders.Skus:N0} SKUs, every second line one of the ten most wanted; {options.ClaimWorkers} callers, {options.Rounds} rounds, median (min–max).");
        Console.WriteLine(Explanation);
        var results = new List<ClaimsResult>();
        foreach (var store in options.MeasurableStores())
        {
            await StoreAsync(store, WarmUp, options.ClaimWorkers);
            results.Add(await MeasureAsync(store, options));
        }

        var table = new TextTable(1, "store", "callers", "orders", "orders/s", "min–max", "raw/s", "min–max", "of raw", "min–max", "cpu µs");
        foreach (var result in results)
        {
            table.Add(
                result.Store, TextTable.Number(result.Workers), TextTable.Number(result.Orders), TextTable.Number(result.PerSecond.Median), Range(result.PerSecond, TextTable.Number),
                result.Raw is { } raw ? TextTable.Number(raw.Median) : "–", Range(result.Raw, TextTable.Number),
                result.ShareOfRaw is { } share ? TextTable.Share(share.Median) : "–", Range(result.ShareOfRaw, TextTable.Share), TextTable.Fine(result.ProcessorMicroseconds));
        }

        table.Print();
        return results;
    }

    private static async Task<ClaimsResult> MeasureAsync(string store, BenchmarkOptions options)
    {
        var (orders, workers) = (options.ClaimOrders, options.ClaimWorkers);
        var stores = new List<Cost>();
        var raws = new List<Cost>();
        for (var round = 0; round < options.Rounds; round++)
        {
            GC.Collect();
            stores.Add(await StoreAsync(store, orders, workers));
            if (store != "memory")
            {
                raws.Add(store == "sqlite" ? await RawSqliteAsync(orders, workers) : await RawClaimsPostgres.MeasureAsync(orders, workers));
            }
        }

        return new ClaimsResult(
            store, workers, orders,
            Spread.Of(stores.Select(cost => orders / cost.Seconds)),
            raws.Count == 0 ? null : Spread.Of(raws.Select(cost => orders / cost.Seconds)),
            raws.Count == 0 ? null : Spread.Of(raws.Select((cost, round) => cost.Seconds / stores[round].Seconds)),
            Spread.Of(stores.Select(cost => cost.ProcessorSeconds)).Median * 1e6 / orders);
    }

    private static Task<Cost> RawSqliteAsync(int orders, int workers) => InFolderAsync(async path =>
    {
        await using (var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path }))
        {
            await SupplyAsync(store);
        }

        return RawClaimsSqlite.Measure(path, orders, workers);
    });

    private static Task<Cost> StoreAsync(string store, int orders, int workers) => InFolderAsync(async path =>
    {
        await using var opened = await OpenAsync(store, path);
        await SupplyAsync(opened);
        var stock = (IStockStore)opened;
        var next = 0;
        var cost = Cost.Start();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            for (var order = Interlocked.Increment(ref next); order <= orders; order = Interlocked.Increment(ref next))
            {
                var result = await stock.PostStockAsync(ClaimOrders.Claim(order), CancellationToken.None);
                if (result.Outcome != StockPostingOutcome.Posted)
                {
                    throw new InvalidOperationException($"Order {order} was answered {result.Outcome}.");
                }
            }
        })));
        var measured = cost();
        var differences = await stock.CompareStockAsync(CancellationToken.None);
        return differences.Count == 0 ? measured : throw new InvalidOperationException("The ledger does not add up.");
    });

    private static async Task<ISyncStore> OpenAsync(string store, string path) => store switch
    {
        "sqlite" => new SqliteSyncStore(new SqliteStoreOptions { Path = path }),
        "postgres" => new PostgreSqlSyncStore(await Postgres.NewStoreAsync()),
        _ => new InMemorySyncStore(),
    };

    private static async Task SupplyAsync(ISyncStore store)
    {
        await store.MigrateAsync(CancellationToken.None);
        foreach (var supply in ClaimOrders.Supplies())
        {
            await ((IStockStore)store).PostStockAsync(supply, CancellationToken.None);
        }
    }

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

    private static string Range(Spread? spread, Func<double, string> text) => spread is null ? "–" : $"{text(spread.Min)}–{text(spread.Max)}";
}
