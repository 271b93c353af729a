namespace ErpSync.Storage.Sqlite;

/// <summary>SQL texts of the stock ledger. Quantities are whole millionths of a base unit.</summary>
internal static partial class SqliteDialect
{
    public const string HasPosting = "SELECT 1 FROM stock_postings WHERE id = ?";

    public const string AddPosting = "INSERT INTO stock_postings (id, cause, at) VALUES (?, ?, ?)";

    public const string AddStockEntry = "INSERT INTO stock_entries (posting, sku, account, quantity) VALUES (?, ?, ?, ?)";

    public const string ReadStockBalance = "SELECT quantity FROM stock_balances WHERE sku = ? AND account = ?";

    public const string AddToStockBalance =
        "INSERT INTO stock_balances (sku, account, quantity) VALUES (?, ?, ?) ON CONFLICT (sku, account) DO UPDATE SET quantity = quantity + excluded.quantity";

    public const string ReadStockOfSku = "SELECT account, quantity FROM stock_balances WHERE sku = ? AND account >= ? AND account < ? AND quantity <> 0 ORDER BY account";

    public const string ReadStockEntries =
        """
        SELECT e.sequence, e.posting, p.cause, p.at, e.sku, e.account, e.quantity
        FROM stock_entries e JOIN stock_postings p ON p.id = e.posting WHERE e.sequence > ? ORDER BY e.sequence LIMIT ?
        """;

    public const string CompareStock =
        """
        SELECT sku, account, SUM(kept), SUM(rebuilt) FROM (
            SELECT sku, account, quantity AS kept, 0 AS rebuilt FROM stock_balances
            UNION ALL SELECT sku, account, 0, quantity FROM stock_entries)
        GROUP BY sku, account HAVING SUM(kept) <> SUM(rebuilt) ORDER BY sku, account
        """;

    private const string StockTables =
        """
        CREATE TABLE stock_postings (id TEXT PRIMARY KEY, cause TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE stock_entries (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, posting TEXT NOT NULL, sku TEXT NOT NULL, account TEXT NOT NULL, quantity INTEGER NOT NULL) STRICT;
        CREATE TABLE stock_balances (
            sku TEXT NOT NULL, account TEXT NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (sku, account)) STRICT, WITHOUT ROWID;
        """;
}
