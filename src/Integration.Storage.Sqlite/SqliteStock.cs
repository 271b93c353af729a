namespace ErpSync.Storage.Sqlite;

/// <summary>The stock ledger in SQLite. Every call runs on one session: postings on the writer's, inside its transaction.</summary>
internal static class SqliteStock
{
    private const decimal Millionths = 1_000_000m;

    public static StockPostingResult Post(SqliteSession session, StockPosting posting, IReadOnlyList<StockChange> changes)
    {
        var known = session[SqliteDialect.HasPosting].Bind(posting.Id);
        var isKnown = known.Step();
        known.Reset();
        if (isKnown)
        {
            return new StockPostingResult(StockPostingOutcome.AlreadyPosted, []);
        }

        var shortages = new List<StockShortage>();
        foreach (var change in changes)
        {
            if (change.Floor is { } floor && floor - Balance(session, change) - change.Quantity is > 0m and var missing)
            {
                shortages.Add(new StockShortage(change.Sku, change.Account, missing));
            }
        }

        if (shortages.Count > 0)
        {
            return new StockPostingResult(StockPostingOutcome.Refused, shortages);
        }

        session[SqliteDialect.AddPosting].Bind(posting.Id).Bind(posting.Cause).Bind(posting.At).Run();
        foreach (var change in changes.Where(static change => change.Quantity != 0m))
        {
            var quantity = (long)(change.Quantity * Millionths);
            session[SqliteDialect.AddStockEntry].Bind(posting.Id).Bind(change.Sku).Bind(change.Account).Bind(quantity).Run();
            session[SqliteDialect.AddToStockBalance].Bind(change.Sku).Bind(change.Account).Bind(quantity).Run();
        }

        return new StockPostingResult(StockPostingOutcome.Posted, []);
    }

    public static IReadOnlyList<StockBalance> Read(SqliteSession session, IReadOnlyList<string> skus, string accountPrefix)
    {
        var balances = new List<StockBalance>();
        foreach (var sku in skus.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var rows = session[SqliteDialect.ReadStockOfSku].Bind(sku).Bind(accountPrefix).Bind(accountPrefix + StockArguments.AfterPrefix);
            while (rows.Step())
            {
                balances.Add(new StockBalance(sku, rows.Text(0), rows.Number(1) / Millionths));
            }

            rows.Reset();
        }

        return balances;
    }

    public static IReadOnlyList<StockEntry> Entries(SqliteSession session, long after, int limit)
    {
        var entries = new List<StockEntry>();
        var rows = session[SqliteDialect.ReadStockEntries].Bind(after).Bind(limit);
        while (rows.Step())
        {
            entries.Add(new StockEntry(rows.Number(0), rows.Text(1), rows.Text(2), rows.Instant(3), rows.Text(4), rows.Text(5), rows.Number(6) / Millionths));
        }

        rows.Reset();
        return entries;
    }

    public static IReadOnlyList<StockDifference> Compare(SqliteSession session)
    {
        var differences = new List<StockDifference>();
        var rows = session[SqliteDialect.CompareStock];
        while (rows.Step())
        {
            differences.Add(new StockDifference(rows.Text(0), rows.Text(1), rows.Number(2) / Millionths, rows.Number(3) / Millionths));
        }

        rows.Reset();
        return differences;
    }

    private static decimal Balance(SqliteSession session, StockChange change)
    {
        var row = session[SqliteDialect.ReadStockBalance].Bind(change.Sku).Bind(change.Account);
        var balance = row.Step() ? row.Number(0) / Millionths : 0m;
        row.Reset();
        return balance;
    }
}
