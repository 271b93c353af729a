using System.Globalization;
using ErpSync.Model;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// Books the owner's levels and what they allow to promise. Several flows may book levels of one SKU at a time: the id of a posting is the revision it makes, so
/// only one of them is written and the other is worked out again.
/// </summary>
internal sealed class LevelBook(IStockStore stock, PublishableStock figures, TimeProvider time)
{
    public async Task BookAsync(string owner, IReadOnlyCollection<LevelReading> levels, StockMark mark, CancellationToken ct)
    {
        if (levels.Count == 0)
        {
            return;
        }

        var promisable = figures.Promisable([.. levels.Select(static reading => reading.Level)]);
        var kept = await ReadAsync(owner, [.. levels.Select(static reading => reading.Level.Sku)], ct).ConfigureAwait(false);
        await Task.WhenAll(levels.Select(reading => BookAsync(owner, reading, promisable[reading.Level.Sku], mark, kept, ct))).ConfigureAwait(false);
    }

    private async Task BookAsync(
        string owner, LevelReading reading, decimal promisable, StockMark mark, IReadOnlyDictionary<(string Sku, string Account), decimal> kept, CancellationToken ct)
    {
        var level = reading.Level;
        while (true)
        {
            var revision = kept.GetValueOrDefault((level.Sku, StockAccounts.Revision(owner))) + 1m;
            var changes = Changes(owner, level, promisable, mark, kept).ToList();
            if (changes.Count == 0 && revision > 1m)
            {
                return;
            }

            var result = await stock.PostStockAsync(
                new StockPosting
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"level/{owner}/{level.Sku}/{revision:0}"),
                    Cause = $"level of {owner}",
                    At = time.GetUtcNow(),
                    Lane = reading.Lane,
                    Changes = [.. changes, new StockChange(level.Sku, StockAccounts.Revision(owner), 1m)],
                },
                ct).ConfigureAwait(false);
            if (result.Outcome is StockPostingOutcome.Posted or StockPostingOutcome.Fenced)
            {
                return;
            }

            kept = await ReadAsync(owner, [level.Sku], ct).ConfigureAwait(false);
        }
    }

    private static IEnumerable<StockChange> Changes(
        string owner, StockLevel level, decimal promisable, StockMark mark, IReadOnlyDictionary<(string Sku, string Account), decimal> kept)
    {
        var prefix = StockAccounts.Sellable(owner);
        var wanted = level.Cells.GroupBy(static cell => cell.Location, StringComparer.Ordinal)
            .ToDictionary(cells => prefix + cells.Key, static cells => cells.Sum(static cell => cell.OnHand), StringComparer.Ordinal);
        var accounts = wanted.Keys.Union(kept.Keys.Where(key => key.Sku == level.Sku && key.Account.StartsWith(prefix, StringComparison.Ordinal)).Select(static key => key.Account));
        foreach (var account in accounts)
        {
            if (wanted.GetValueOrDefault(account) - Kept(account) is not 0m and var units)
            {
                yield return new StockChange(level.Sku, account, units);
                yield return new StockChange(level.Sku, StockAccounts.Variance(owner), -units);
            }
        }

        var grown = promisable - Kept(StockAccounts.Level(owner));
        var covered = mark.Issued.TryGetValue(level.Sku, out var issued) ? issued - Kept(StockAccounts.Covered(owner)) : 0m;
        foreach (var (account, units) in new[] { (StockAccounts.Level(owner), grown), (StockAccounts.Covered(owner), covered), (StockAccounts.Free(owner), grown + covered) })
        {
            if (units != 0m)
            {
                yield return new StockChange(level.Sku, account, units);
            }
        }

        decimal Kept(string account) => kept.GetValueOrDefault((level.Sku, account));
    }

    /// <summary>The revision is read first: what is booked in between makes the posting miss.</summary>
    private async ValueTask<IReadOnlyDictionary<(string Sku, string Account), decimal>> ReadAsync(string owner, IReadOnlyList<string> skus, CancellationToken ct)
    {
        var promise = await stock.ReadStockAsync(skus, StockAccounts.Promise(owner), ct).ConfigureAwait(false);
        var sellable = await stock.ReadStockAsync(skus, StockAccounts.Sellable(owner), ct).ConfigureAwait(false);
        return promise.Concat(sellable).ToDictionary(static balance => (balance.Sku, balance.Account), static balance => balance.Quantity);
    }
}
