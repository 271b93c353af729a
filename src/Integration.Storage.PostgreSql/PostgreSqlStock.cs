using Npgsql;
using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// The stock ledger in PostgreSQL. A posting is a short transaction of its own: it takes its id, locks its balances in their order, looks, and writes; what it
/// waits for is another posting of the same SKUs and nothing else.
/// </summary>
internal sealed class PostgreSqlStock(PostgreSqlDatabase database)
{
    private const decimal Millionths = 1_000_000m;

    private PostgreSqlDialect Dialect => database.Dialect;

    public Task<StockPostingResult> PostAsync(StockPosting posting, IReadOnlyList<StockChange> changes, CancellationToken ct) =>
        database.RetryAsync(() => TryAsync(posting, changes, ct), ct);

    public ValueTask<IReadOnlyList<StockBalance>> ReadAsync(IReadOnlyList<string> skus, string accountPrefix, CancellationToken ct) => database.QueryAsync(
        Dialect.ReadStock,
        row => new StockBalance(row.GetString(0), row.GetString(1), row.GetInt64(2) / Millionths),
        [Of(skus.ToArray()), Of<string>(accountPrefix), Of<string>(accountPrefix + StockArguments.AfterPrefix)],
        ct);

    public ValueTask<IReadOnlyList<StockEntry>> EntriesAsync(long after, int limit, CancellationToken ct) => database.QueryAsync(
        Dialect.ReadStockEntries,
        row => new StockEntry(
            row.GetInt64(0), row.GetString(1), row.GetString(2), new DateTimeOffset(row.GetDateTime(3)), row.GetString(4), row.GetString(5), row.GetInt64(6) / Millionths),
        [Of(after), Of((long)limit)],
        ct);

    public ValueTask<IReadOnlyList<StockDifference>> CompareAsync(CancellationToken ct) => database.QueryAsync(
        Dialect.CompareStock,
        row => new StockDifference(row.GetString(0), row.GetString(1), row.GetInt64(2) / Millionths, row.GetInt64(3) / Millionths),
        [],
        ct);

    private async Task<StockPostingResult> TryAsync(StockPosting posting, IReadOnlyList<StockChange> changes, CancellationToken ct)
    {
        var connection = await database.Source.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        string[] skus = [.. changes.Select(static change => change.Sku)];
        string[] accounts = [.. changes.Select(static change => change.Account)];
        var isNew = false;
        var balances = new Dictionary<(string Sku, string Account), decimal>();
        var look = new PostgreSqlScript(database);
        var isFenced = posting.Lane is not null;
        if (posting.Lane is { } lane)
        {
            look.Read(Dialect.LockLanes, row => isFenced = row.GetInt64(1) != lane.Epoch, Of(new[] { lane.Lane }));
        }

        look.Read(Dialect.AddPosting, _ => isNew = true, Of<string>(posting.Id), Of<string>(posting.Cause), Of(posting.At.UtcDateTime));
        look.Add(Dialect.MakeBalances, Of(skus), Of(accounts));
        look.Read(Dialect.LockBalances, row => balances[(row.GetString(0), row.GetString(1))] = row.GetInt64(2) / Millionths, Of(skus), Of(accounts));
        await look.RunAsync(connection, ct).ConfigureAwait(false);
        if (isFenced)
        {
            return new StockPostingResult(StockPostingOutcome.Fenced, []);
        }

        if (!isNew)
        {
            return new StockPostingResult(StockPostingOutcome.AlreadyPosted, []);
        }

        var shortages = changes
            .Where(change => balances[(change.Sku, change.Account)] + change.Quantity < change.Floor)
            .Select(change => new StockShortage(change.Sku, change.Account, change.Floor!.Value - balances[(change.Sku, change.Account)] - change.Quantity))
            .ToList();
        if (shortages.Count > 0)
        {
            return new StockPostingResult(StockPostingOutcome.Refused, shortages);
        }

        long[] quantities = [.. changes.Select(static change => (long)(change.Quantity * Millionths))];
        var write = new PostgreSqlScript(database);
        write.Add(Dialect.AddStockEntries, Of<string>(posting.Id), Of(skus), Of(accounts), Of(quantities));
        write.Add(Dialect.AddToBalances, Of(skus), Of(accounts), Of(quantities));
        await write.RunAsync(connection, ct).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return new StockPostingResult(StockPostingOutcome.Posted, []);
    }
}
