namespace ErpSync.Inventory;

/// <summary>Backordered units become reserved as soon as there is supply, the most urgent first.</summary>
internal sealed class Backlog(ClaimDesk desk, Availability availability)
{
    /// <summary>The order in which claims are served.</summary>
    public static IEnumerable<ClaimBook> InOrder(IEnumerable<ClaimBook> claims) =>
        claims.OrderBy(static claim => claim.Owner.Priority)
            .ThenBy(static claim => claim.Owner.Promised is null)
            .ThenBy(static claim => claim.Owner.Promised)
            .ThenBy(static claim => claim.Owner.PlacedAt)
            .ThenBy(static claim => claim.Owner.Id, StringComparer.Ordinal)
            .ThenBy(static claim => claim.Line.Number);

    /// <summary>Fills the backlog of SKUs; what the ERP backordered is left to the ERP.</summary>
    public void Fill(IEnumerable<SkuBook> skus)
    {
        foreach (var sku in skus)
        {
            var waiting = sku.Active.Where(static claim => claim.Of(StockAccountKind.Backordered) > 0m).ToList();
            foreach (var claim in InOrder(waiting))
            {
                var filled = Math.Min(claim.Of(StockAccountKind.Backordered), availability.Limit(sku, claim.Owner.Pool, claim.Owner.Channel));
                if (filled > 0m)
                {
                    desk.Pin(claim, StockAccountKind.Backordered, StockAccountKind.Reserved, filled, availability.FreeAt);
                }
            }
        }
    }
}
