using ErpSync.Demand;
using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;

namespace Quickstart.FlashSale;

/// <summary>Reads how the sale stands: from the shops and the ERP, and beside them the demand data.</summary>
internal static class FlashSaleBooks
{
    private const int Page = 10_000;

    /// <summary>Units that the ERP's orders of a channel hold.</summary>
    public static decimal Promised(FlashSaleSystems systems, FlashSaleChannel channel) =>
        InErp(systems, channel).Sum(order => order.Units);

    public static FlashSaleFigures Read(FlashSaleSystems systems, FlashSaleChannel channel, IReadOnlyList<DemandFact> facts, IReadOnlyList<DemandRow> rows, DateTimeOffset opened)
    {
        var orders = channel.Shop.World.Orders;
        var inErp = InErp(systems, channel).Select(order => order.Number).ToHashSet(StringComparer.Ordinal);
        var refused = orders.Where(order => !order.IsCancelled && !inErp.Contains(channel.Prefix + order.Name)).ToList();
        var denied = facts.OfType<DemandFact.Denied>().Where(fact => fact.Channel == channel.Id && fact.Item == systems.Sku).ToList();
        var own = rows.Where(row => row.Series.Channel == channel.Id && row.Series.Item == systems.Sku).ToList();
        return new FlashSaleFigures(
            channel.Id, orders.Count, orders.Sum(Units), orders.Where(order => order.IsCancelled).Sum(Units), Promised(systems, channel),
            refused.Count, refused.Sum(Units), refused.Sum(order => denied.Where(fact => fact.Session!.Contains($"/Order/{order.Id}/", StringComparison.Ordinal)).Select(fact => fact.Quantity).DefaultIfEmpty().Max()),
            own.Sum(row => row.Demand ?? 0m), own.Sum(row => row.Denied), SoldOutAfter());

        double? SoldOutAfter()
        {
            var told = facts.OfType<DemandFact.Publishable>().Where(fact => fact.Channel == channel.Id && fact.Item == systems.Sku && fact.Quantity == 0m).Select(fact => (DateTimeOffset?)fact.At).Min();
            return told is null ? null : Math.Round((told.Value - opened).TotalSeconds, 1);
        }

        decimal Units(ShopOrder order) => order.Lines.Where(line => line.Sku == systems.Sku).Sum(line => line.Quantity);
    }

    /// <summary>Most units that were claimed at a time, over all postings ever made.</summary>
    public static async Task<decimal> PeakAsync(IStockStore ledger, string sku, CancellationToken ct)
    {
        var (claimed, peak, after) = (0m, 0m, 0L);
        while (await ledger.ReadStockEntriesAsync(after, Page, ct) is { Count: > 0 } page)
        {
            foreach (var posting in page.Where(entry => entry.Sku == sku && IsClaim(entry.Account)).GroupBy(entry => entry.Posting))
            {
                claimed += posting.Sum(entry => entry.Quantity);
                peak = Math.Max(peak, claimed);
            }

            after = page[^1].Sequence;
        }

        return peak;
    }

    private static bool IsClaim(string account) => account.StartsWith("claims/", StringComparison.Ordinal) && account.EndsWith("/reserved", StringComparison.Ordinal);

    private static List<(string Number, decimal Units)> InErp(FlashSaleSystems systems, FlashSaleChannel channel) =>
    [
        .. systems.Erp.World.Books.Orders
            .Where(order => channel.Prefix.Length == 0 ? order.ExternalNumber.StartsWith('#') : order.ExternalNumber.StartsWith(channel.Prefix, StringComparison.Ordinal))
            .Select(order => (order.ExternalNumber, order.Lines.Where(line => line.Number == systems.Sku).Sum(line => line.Quantity))),
    ];
}
