using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Sources;

namespace ErpSync.Reconciliation.Live;

/// <summary>Records that are of no order: stock, payouts and unit costs.</summary>
internal sealed class SystemRecords(SystemReader systems, ReconciliationOptions options)
{
    /// <summary>Cost of a unit by SKU, as the ERP has it now.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> CostsAsync(CancellationToken ct)
    {
        var costs = new Dictionary<string, decimal>(options.Histories.UnitCosts, StringComparer.OrdinalIgnoreCase);
        await foreach (var page in systems.AllAsync<Item>(options.Erp, EntityNames.Item, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var item in page.Select(static record => record.Value).OfType<Item>().Where(static item => item.UnitCost is not null))
            {
                costs[item.Sku] = item.UnitCost.GetValueOrDefault();
            }
        }

        return costs;
    }

    /// <summary>Stock of both systems, of the articles that both have.</summary>
    public async Task<ReconciliationRecords> StockAsync(CancellationToken ct)
    {
        var erp = await LevelsAsync(options.Erp, ct).ConfigureAwait(false);
        var shop = await LevelsAsync(options.Shop, ct).ConfigureAwait(false);
        return new ReconciliationRecords
        {
            Stock = [.. shop.Where(cell => erp.ContainsKey(cell.Key)).Select(cell => new Records.StockBalance { Sku = cell.Key, Location = "", Wms = erp[cell.Key], Erp = erp[cell.Key], Shop = cell.Value })],
        };
    }

    /// <summary>Payouts that were issued by the cut-off; one that changed while it was read counts as it was last.</summary>
    public async Task<ReconciliationRecords> PayoutsAsync(ReconciliationScope scope, CancellationToken ct)
    {
        var payouts = new SortedDictionary<string, Payout>(StringComparer.Ordinal);
        await foreach (var page in systems.AllAsync<Payout>(options.Shop, EntityNames.Payout, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var payout in page.Select(static record => record.Value).OfType<Payout>().Where(payout => payout.IssuedAt <= scope.AsOf))
            {
                payouts[payout.Id] = payout;
            }
        }

        return SettlementRecords.Of(payouts.Values, scope.TimeZone);
    }

    private async Task<SortedDictionary<string, decimal>> LevelsAsync(string connection, CancellationToken ct)
    {
        var levels = new SortedDictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        await foreach (var page in systems.AllAsync<StockLevel>(connection, EntityNames.StockLevel, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var level in page.Select(static record => record.Value).OfType<StockLevel>())
            {
                levels[level.Sku] = level.Cells.Sum(static cell => cell.OnHand);
            }
        }

        return levels;
    }
}
