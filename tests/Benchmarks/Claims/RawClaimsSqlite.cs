using Benchmarks.Engine;
using SQLitePCL;

namespace Benchmarks.Claims;

/// <summary>What the SQLite store does for a claim, by hand.</summary>
internal static class RawClaimsSqlite
{
    private const long Unit = 1_000_000;

    public static Cost Measure(string path, int orders, int workers)
    {
        Batteries_V2.Init();
        RawStatement.Check(raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null), raw.SQLITE_OK);
        using (database)
        {
            Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768");
            using var known = new RawStatement(database, "SELECT 1 FROM stock_postings WHERE id = ?");
            using var balance = new RawStatement(database, "SELECT quantity FROM stock_balances WHERE sku = ? AND account = ?");
            using var posting = new RawStatement(database, "INSERT INTO stock_postings (id, cause, at) VALUES (?, 'claim', 0)");
            using var entry = new RawStatement(database, "INSERT INTO stock_entries (posting, sku, account, quantity) VALUES (?, ?, ?, ?)");
            using var add = new RawStatement(
                database, "INSERT INTO stock_balances (sku, account, quantity) VALUES (?, ?, ?) ON CONFLICT (sku, account) DO UPDATE SET quantity = quantity + excluded.quantity");
            var cost = Cost.Start();
            for (var first = 1; first <= orders; first += workers)
            {
                Execute("BEGIN IMMEDIATE");
                for (var order = first; order < first + workers && order <= orders; order++)
                {
                    Claim(order);
                }

                Execute("COMMIT");
            }

            return cost();

            void Claim(int order)
            {
                var id = $"order/{order}";
                var skus = ClaimOrders.Of(order).Order(StringComparer.Ordinal).ToList();
                if (known.Bind(id).Read() is not null || skus.Exists(sku => balance.Bind(sku).Bind("free/MAIN").Read() is not >= Unit))
                {
                    throw new InvalidOperationException($"Order {order} cannot be claimed.");
                }

                posting.Bind(id).Run();
                foreach (var sku in skus)
                {
                    Change(id, sku, "free/MAIN", -Unit);
                    Change(id, sku, "reserved/MAIN", Unit);
                }
            }

            void Change(string id, string sku, string account, long quantity)
            {
                entry.Bind(id).Bind(sku).Bind(account).Bind(quantity).Run();
                add.Bind(sku).Bind(account).Bind(quantity).Run();
            }

            void Execute(string sql) => RawStatement.Check(raw.sqlite3_exec(database, sql), raw.SQLITE_OK);
        }
    }
}
