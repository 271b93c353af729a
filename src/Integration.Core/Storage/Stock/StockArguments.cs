namespace ErpSync.Storage;

/// <summary>The rules for what may be posted, the same for every store.</summary>
public static class StockArguments
{
    /// <summary>Decimals of a quantity.</summary>
    public const int MaxScale = 6;

    /// <summary>Largest quantity of one change, either way.</summary>
    public const decimal MaxQuantity = 1_000_000_000_000m;

    /// <summary>Most entries of one reading.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>Appended to the beginning of an account, it comes after every account that begins so, in the order of code points.</summary>
    public const string AfterPrefix = "\U0010FFFF";

    /// <summary>Checks a posting and adds up the changes of each account, in the order in which balances are to be locked.</summary>
    /// <param name="posting">Posting.</param>
    /// <exception cref="ArgumentException">It contradicts the rules; the message names the change, the reason and the remedy.</exception>
    public static IReadOnlyList<StockChange> Check(StockPosting posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        if (string.IsNullOrEmpty(posting.Id) || posting.Changes.Count == 0)
        {
            throw new ArgumentException($"Posting '{posting.Id}' needs an id and at least one change.", nameof(posting));
        }

        foreach (var change in posting.Changes)
        {
            if (string.IsNullOrEmpty(change.Sku) || string.IsNullOrEmpty(change.Account))
            {
                throw new ArgumentException($"Posting '{posting.Id}' has a change without SKU or account. Name both.", nameof(posting));
            }

            if (Math.Abs(change.Quantity) > MaxQuantity || decimal.Round(change.Quantity, MaxScale) != change.Quantity)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Posting '{posting.Id}' changes {change.Sku} by {change.Quantity}: the ledger holds up to {MaxScale} decimals and {MaxQuantity} units. Use another base unit."),
                    nameof(posting));
            }
        }

        return
        [
            .. posting.Changes
                .GroupBy(static change => (change.Sku, change.Account))
                .Select(static changes => new StockChange(
                    changes.Key.Sku, changes.Key.Account, changes.Sum(static change => change.Quantity), changes.Max(static change => change.Floor)))
                .OrderBy(static change => change.Sku, StringComparer.Ordinal).ThenBy(static change => change.Account, StringComparer.Ordinal),
        ];
    }

    /// <summary>Checks the limit of a reading.</summary>
    /// <param name="limit">Limit.</param>
    public static void CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxEntries);
    }
}
