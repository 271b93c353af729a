using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;

namespace Quickstart.Books;

/// <summary>ErpSync's stock ledger, added up again from its entries.</summary>
/// <param name="Entries">Entries ever appended.</param>
/// <param name="Balances">Accounts that are not zero.</param>
/// <param name="Different">Accounts whose kept balance is not the sum of its entries.</param>
/// <param name="Units">What orders claim, and what of it was shipped and came back, by the ledger.</param>
/// <param name="InShop">The same by the shop's own books; null when it cannot be compared.</param>
internal sealed record LedgerFigures(long Entries, int Balances, int Different, ShopUnits Units, ShopUnits? InShop)
{
    private const int Page = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether the ledger is the sum of its entries and says of every unit what the shop says.</summary>
    public bool Ties => Different == 0 && (InShop is null || InShop == Units);

    /// <summary>Adds up, again for a while when an order's last change is not booked yet.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="shop">Names the articles.</param>
    /// <param name="inShop">What the shop's own books say, or null.</param>
    /// <param name="ct">Cancels the wait.</param>
    public static async Task<LedgerFigures> WaitAsync(IStockStore ledger, ShopWorld shop, ShopUnits? inShop, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var figures = await ReadAsync(ledger, [.. shop.Stock.Select(stock => stock.Sku).Distinct(StringComparer.Ordinal)], inShop, ct);
            if (figures.Ties || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                return figures;
            }

            await Task.Delay(Beat, ct);
        }
    }

    private static async Task<LedgerFigures> ReadAsync(IStockStore ledger, IReadOnlyList<string> skus, ShopUnits? inShop, CancellationToken ct)
    {
        var sums = new Dictionary<(string Sku, string Account), decimal>();
        var (entries, after) = (0L, 0L);
        while (await ledger.ReadStockEntriesAsync(after, Page, ct) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                var key = (entry.Sku, entry.Account);
                sums[key] = sums.GetValueOrDefault(key) + entry.Quantity;
            }

            entries += page.Count;
            after = page[^1].Sequence;
        }

        var kept = (await ledger.ReadStockAsync([.. skus.Union(sums.Keys.Select(key => key.Sku))], "", ct)).ToDictionary(balance => (balance.Sku, balance.Account), balance => balance.Quantity);
        var different = sums.Keys.Union(kept.Keys).Count(key => sums.GetValueOrDefault(key) != kept.GetValueOrDefault(key));
        return new LedgerFigures(entries, kept.Count, different, new ShopUnits(Sum("/reserved"), Sum("/shipped") + Sum("/returned"), Sum("/returned")), inShop);

        decimal Sum(string state) => kept.Where(balance => balance.Key.Account.StartsWith("claims/", StringComparison.Ordinal) && balance.Key.Account.EndsWith(state, StringComparison.Ordinal))
            .Sum(balance => balance.Value);
    }
}
