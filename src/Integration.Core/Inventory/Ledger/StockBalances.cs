namespace ErpSync.Inventory;

/// <summary>Balance of every account, added up from ledger entries: what all figures of the stock must agree with.</summary>
public sealed class StockBalances
{
    private readonly Dictionary<(string Sku, StockAccount Account), decimal> _balances = [];

    /// <summary>Adds up entries from scratch.</summary>
    /// <param name="entries">Entries in any order.</param>
    public static StockBalances Rebuild(IEnumerable<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var result = new StockBalances();
        foreach (var entry in entries)
        {
            result.Add(entry.Sku, entry.From, -entry.Quantity);
            result.Add(entry.Sku, entry.To, entry.Quantity);
        }

        return result;
    }

    /// <summary>Balance of an account; zero when it never moved.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="account">Account.</param>
    public decimal this[string sku, StockAccount account] => _balances.GetValueOrDefault((sku, account));

    /// <summary>Accounts on which two sets of balances differ, for people; empty when they agree.</summary>
    /// <param name="other">The other balances.</param>
    public IReadOnlyList<string> DifferencesFrom(StockBalances other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return
        [
            .. _balances.Keys.Union(other._balances.Keys)
                .Where(key => _balances.GetValueOrDefault(key) != other._balances.GetValueOrDefault(key))
                .OrderBy(key => key.Sku, StringComparer.Ordinal).ThenBy(key => key.Account.ToString(), StringComparer.Ordinal)
                .Select(key => FormattableString.Invariant(
                    $"{key.Sku} {key.Account}: {_balances.GetValueOrDefault(key)} and {other._balances.GetValueOrDefault(key)}")),
        ];
    }

    internal void Add(string sku, StockAccount account, decimal quantity)
    {
        var key = (sku, account);
        var balance = _balances.GetValueOrDefault(key) + quantity;
        if (balance == 0m)
        {
            _balances.Remove(key);
        }
        else
        {
            _balances[key] = balance;
        }
    }
}
