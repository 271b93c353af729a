using System.Collections.Concurrent;
using ErpSync.Adapters.BusinessCentral.Api;

namespace ErpSync.Adapters.BusinessCentral.Stock;

/// <summary>
/// Locations that the stock page speaks of. Such a page often leaves out what is nothing, so an item without a row at one of them has none there. A location at which
/// it shows nothing of any item may be another system's, of which the company says nothing; and a page that shows nothing at all says nothing.
/// </summary>
internal sealed class StockLocations(BcClient client, BusinessCentralStockPage page, int sample)
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private volatile bool _isLookedAt;

    /// <summary>The locations, in order.</summary>
    /// <param name="shown">Locations on the page just now.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<string>> WithAsync(IEnumerable<string> shown, CancellationToken ct)
    {
        if (!_isLookedAt)
        {
            // The first item after a start may be the one that is sold out.
            var query = BcQuery.Set(page.EntitySet) with { Scope = BcScope.StockPage, Select = page.LocationField, Top = sample };
            Remember((await client.ListAsync(query, ct).ConfigureAwait(false)).Select(row => row.Text(page.LocationField)));
            _isLookedAt = true;
        }

        Remember(shown);
        return [.. _seen.Keys.Order(StringComparer.Ordinal)];
    }

    private void Remember(IEnumerable<string> locations)
    {
        foreach (var location in locations.Where(_ => _seen.Count < Most))
        {
            _seen[location] = true;
        }
    }
}
