namespace ErpSync.Storage;

/// <summary>
/// The durable stock ledger of a store: signed entries that are only ever appended, and the balance of every account, which is their sum. Whether units are
/// there and the claim of them are one step: a posting states how low a balance may go, and is written as a whole or not at all.
/// </summary>
/// <remarks>
/// Balances are read and changed in the ordinal order of SKU and account, so that postings of several SKUs never wait for each other in a circle; nothing
/// outside the store is called in between. Thread-safe.
/// </remarks>
public interface IStockStore
{
    /// <summary>
    /// Appends the entries of a posting if every balance with a floor stays at or above it. A posting that was written before is not written
    /// again; that is also the answer when the one to its first writing was lost.
    /// </summary>
    /// <param name="posting">Posting, for example the claims of a whole order.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    /// <exception cref="ArgumentException">It has no id, nothing to post, or a quantity the ledger does not hold; see <see cref="StockArguments"/>.</exception>
    ValueTask<StockPostingResult> PostStockAsync(StockPosting posting, CancellationToken ct);

    /// <summary>Balances of the given SKUs that are not zero, ordinal by SKU and account.</summary>
    /// <param name="skus">SKUs.</param>
    /// <param name="accountPrefix">Beginning of the accounts wanted; empty for all. Compared ordinally.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<StockBalance>> ReadStockAsync(IReadOnlyList<string> skus, string accountPrefix, CancellationToken ct);

    /// <summary>Entries in the order in which they were appended.</summary>
    /// <param name="after">Sequence after which to begin; 0 from the start.</param>
    /// <param name="limit">Most entries, 1 to 10,000.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<StockEntry>> ReadStockEntriesAsync(long after, int limit, CancellationToken ct);

    /// <summary>Adds up all entries from scratch and compares with the balances kept; empty when they agree, as they must.</summary>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<StockDifference>> CompareStockAsync(CancellationToken ct);
}
