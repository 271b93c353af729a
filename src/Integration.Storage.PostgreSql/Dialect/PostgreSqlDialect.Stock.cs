namespace ErpSync.Storage.PostgreSql;

/// <summary>SQL texts of the stock ledger. Quantities are whole millionths of a base unit; rows are made and locked in the order of SKU and account.</summary>
internal sealed partial class PostgreSqlDialect
{
    /// <summary>Waits for another posting of the same id that is under way.</summary>
    public string AddPosting { get; } = $"INSERT INTO {schema}.stock_postings (id, cause, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1";

    public string MakeBalances { get; } =
        $"""
        INSERT INTO {schema}.stock_balances (sku, account, quantity)
        SELECT sku, account, 0 FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS change (sku, account, position) ORDER BY position
        ON CONFLICT DO NOTHING
        """;

    public string LockBalances { get; } =
        $"""
        SELECT sku, account, quantity FROM {schema}.stock_balances
        WHERE (sku, account) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY sku, account FOR UPDATE
        """;

    public string AddStockEntries { get; } =
        $"""
        INSERT INTO {schema}.stock_entries (posting, sku, account, quantity)
        SELECT $1, sku, account, quantity FROM unnest($2::text[], $3::text[], $4::bigint[]) WITH ORDINALITY AS change (sku, account, quantity, position)
        WHERE quantity <> 0 ORDER BY position
        """;

    public string AddToBalances { get; } =
        $"""
        UPDATE {schema}.stock_balances AS balance SET quantity = balance.quantity + change.quantity
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS change (sku, account, quantity)
        WHERE balance.sku = change.sku AND balance.account = change.account
        """;

    public string ReadStock { get; } =
        $"""
        SELECT sku, account, quantity FROM {schema}.stock_balances
        WHERE sku = ANY ($1) AND account >= $2 AND account < $3 AND quantity <> 0 ORDER BY sku, account
        """;

    public string ReadStockEntries { get; } =
        $"""
        SELECT entry.sequence, entry.posting, posting.cause, posting.at, entry.sku, entry.account, entry.quantity
        FROM {schema}.stock_entries AS entry JOIN {schema}.stock_postings AS posting ON posting.id = entry.posting
        WHERE entry.sequence > $1 ORDER BY entry.sequence LIMIT $2
        """;

    public string CompareStock { get; } =
        $"""
        SELECT sku, account, SUM(kept)::bigint, SUM(rebuilt)::bigint FROM (
            SELECT sku, account, quantity AS kept, 0 AS rebuilt FROM {schema}.stock_balances
            UNION ALL SELECT sku, account, 0, quantity FROM {schema}.stock_entries) AS both_sides
        GROUP BY sku, account HAVING SUM(kept) <> SUM(rebuilt) ORDER BY sku, account
        """;
}
