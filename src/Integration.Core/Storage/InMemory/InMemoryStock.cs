namespace ErpSync.Storage.InMemory;

/// <summary>The stock ledger of the in-memory store. Used under the store's lock.</summary>
internal sealed class InMemoryStock
{
    private readonly HashSet<string> _postings = new(StringComparer.Ordinal);
    private readonly List<StockEntry> _entries = [];
    private readonly Dictionary<(string Sku, string Account), decimal> _balances = [];

    public StockPostingResult Post(StockPosting posting, IReadOnlyList<StockChange> changes)
    {
        if (_postings.Contains(posting.Id))
        {
            return new StockPostingResult(StockPostingOutcome.AlreadyPosted, []);
        }

        var shortages = changes
            .Where(change => change.Floor is { } floor && Balance(change) + change.Quantity < floor)
            .Select(change => new StockShortage(change.Sku, change.Account, change.Floor!.Value - Balance(change) - change.Quantity))
            .ToList();
        if (shortages.Count > 0)
        {
            return new StockPostingResult(StockPostingOutcome.Refused, shortages);
        }

        _postings.Add(posting.Id);
        foreach (var change in changes.Where(static change => change.Quantity != 0m))
        {
            _entries.Add(new StockEntry(_entries.Count + 1, posting.Id, posting.Cause, posting.At, change.Sku, change.Account, change.Quantity));
            _balances[(change.Sku, change.Account)] = Balance(change) + change.Quantity;
        }

        return new StockPostingResult(StockPostingOutcome.Posted, []);
    }

    public IReadOnlyList<StockBalance> Read(IReadOnlyList<string> skus, string accountPrefix)
    {
        var wanted = skus.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _balances.Where(entry => entry.Value != 0m && wanted.Contains(entry.Key.Sku) && entry.Key.Account.StartsWith(accountPrefix, StringComparison.Ordinal))
                .Select(static entry => new StockBalance(entry.Key.Sku, entry.Key.Account, entry.Value))
                .OrderBy(static balance => balance.Sku, StringComparer.Ordinal).ThenBy(static balance => balance.Account, StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<StockEntry> Entries(long after, int limit) => [.. _entries.Skip((int)Math.Min(after, _entries.Count)).Take(limit)];

    public IReadOnlyList<StockDifference> Compare()
    {
        var rebuilt = _entries.GroupBy(static entry => (entry.Sku, entry.Account)).ToDictionary(static group => group.Key, static group => group.Sum(static entry => entry.Quantity));
        return
        [
            .. _balances.Keys.Union(rebuilt.Keys)
                .Select(key => new StockDifference(key.Sku, key.Account, _balances.GetValueOrDefault(key), rebuilt.GetValueOrDefault(key)))
                .Where(static difference => difference.Kept != difference.Rebuilt),
        ];
    }

    private decimal Balance(StockChange change) => _balances.GetValueOrDefault((change.Sku, change.Account));
}
