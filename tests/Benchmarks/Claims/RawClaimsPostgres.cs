using Benchmarks.Engine;
using ErpSync.Storage;
using ErpSync.Storage.PostgreSql;
using Npgsql;

namespace Benchmarks.Claims;

/// <summary>What the PostgreSQL store does for a claim, by hand: two round trips a posting, one connection a worker.</summary>
internal static class RawClaimsPostgres
{
    private const long Unit = 1_000_000;

    public static async Task<Cost> MeasureAsync(int orders, int workers)
    {
        var options = await Postgres.NewStoreAsync();
        await using (var store = new PostgreSqlSyncStore(options))
        {
            await store.MigrateAsync(CancellationToken.None);
            foreach (var supply in ClaimOrders.Supplies())
            {
                await store.PostStockAsync(supply, CancellationToken.None);
            }
        }

        await using var source = NpgsqlDataSource.Create(options.ConnectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=2");
        var next = 0;
        var cost = Cost.Start();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            for (var order = Interlocked.Increment(ref next); order <= orders; order = Interlocked.Increment(ref next))
            {
                await ClaimAsync(connection, options.Schema, order);
            }
        })));
        return cost();
    }

    private static async Task ClaimAsync(NpgsqlConnection connection, string schema, int order)
    {
        var skus = ClaimOrders.Of(order).Order(StringComparer.Ordinal).SelectMany(static sku => new[] { sku, sku }).ToArray();
        var accounts = skus.Select(static (_, index) => index % 2 == 0 ? "free/MAIN" : "reserved/MAIN").ToArray();
        var quantities = skus.Select(static (_, index) => index % 2 == 0 ? -Unit : Unit).ToArray();
        await using (var look = new NpgsqlBatch(connection))
        {
            look.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            look.BatchCommands.Add(Command($"INSERT INTO {schema}.stock_postings (id, cause, at) VALUES ($1, 'claim', to_timestamp(0)) ON CONFLICT DO NOTHING", $"order/{order}"));
            look.BatchCommands.Add(Command(
                $"INSERT INTO {schema}.stock_balances SELECT sku, account, 0 FROM unnest($1, $2) AS change (sku, account) ORDER BY 1, 2 ON CONFLICT DO NOTHING", skus, accounts));
            look.BatchCommands.Add(Command(
                $"SELECT account, quantity FROM {schema}.stock_balances WHERE (sku, account) IN (SELECT * FROM unnest($1, $2)) ORDER BY sku, account FOR UPDATE", skus, accounts));
            await using var reader = await look.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                if (reader.GetString(0) == "free/MAIN" && reader.GetInt64(1) < Unit)
                {
                    throw new InvalidOperationException($"Order {order} cannot be claimed.");
                }
            }
        }

        await using var write = new NpgsqlBatch(connection);
        write.BatchCommands.Add(Command(
            $"INSERT INTO {schema}.stock_entries (posting, sku, account, quantity) SELECT $1, * FROM unnest($2, $3, $4)", $"order/{order}", skus, accounts, quantities));
        write.BatchCommands.Add(Command(
            $"""
            UPDATE {schema}.stock_balances AS balance SET quantity = balance.quantity + change.quantity
            FROM unnest($1, $2, $3) AS change (sku, account, quantity) WHERE balance.sku = change.sku AND balance.account = change.account
            """,
            skus, accounts, quantities));
        write.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await write.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
#pragma warning disable CA2100 // Constant texts and the name of the schema of this run.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
