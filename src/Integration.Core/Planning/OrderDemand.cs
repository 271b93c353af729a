using ErpSync.Inventory;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>
/// What an order says about demand, as the difference to what was remembered of it: read again, late or twice, it adds nothing. Pure.
/// </summary>
internal static class OrderDemand
{
    private static readonly IReservationRule AtOnce = ReservationRule.At(ReservationTrigger.OrderPlaced);

    /// <summary>The memory with what is new, or null when nothing is.</summary>
    /// <param name="before">What was remembered, or null.</param>
    /// <param name="shop">Connection id of the shop.</param>
    /// <param name="order">Order as it is now.</param>
    /// <param name="refusals">Units that could not be claimed.</param>
    /// <param name="now">Instant of the reading.</param>
    public static DemandMemo? Remember(DemandMemo? before, string shop, Order order, IReadOnlyList<StockRefusal> refusals, DateTimeOffset now)
    {
        before ??= new DemandMemo { Shop = shop, Order = order.Id };
        var refused = refusals.GroupBy(static refusal => refusal.Line, StringComparer.Ordinal).ToDictionary(static line => line.Key, static line => line.Sum(static one => one.Units), StringComparer.Ordinal);
        var news = OrderStock.Of(order, AtOnce, shop)
            .SelectMany(line => News(order, line, refused.GetValueOrDefault(line.Line), [.. before.Entries.Where(entry => entry.Line == line.Line)], now))
            .Where(static entry => entry.Units > 0m)
            .ToList();
        return news.Count == 0 ? null : before with { Entries = [.. before.Entries, .. news] };
    }

    private static IEnumerable<DemandEntry> News(Order order, OrderStockLine line, decimal refused, IReadOnlyList<DemandEntry> known, DateTimeOffset now)
    {
        var placed = At(order.CreatedAt, now);
        var changed = At(order.UpdatedAt, now);
        var denied = known.Where(static entry => entry.Kind == DemandEntryKind.Denied).Select(static entry => entry.Units).DefaultIfEmpty().Max();
        var standing = Sum(DemandEntryKind.Ordered)
            - Sum(DemandEntryKind.CancelledByCustomer) - Sum(DemandEntryKind.CancelledAsFraudOrTest) - Sum(DemandEntryKind.CancelledOutOfStock);
        var accepted = line.Waiting + line.Reserved + line.Shipped + line.Returned - refused;
        var gone = known.Count == 0 ? line.Released : Math.Max(0m, standing - accepted);
        var left = line.Shipped + line.Returned;

        yield return New(DemandEntryKind.Ordered, known.Count == 0 ? accepted + line.Released : accepted - standing, known.Count == 0 || denied > 0m ? placed : changed);
        yield return New(CancelKind(order), gone, order.CancelledAt ?? Latest(order, line.Line, static type => type == RestockType.Cancel) ?? changed);
        yield return New(DemandEntryKind.Shipped, left - Sum(DemandEntryKind.Shipped), LastShipped(order, line.Line) ?? changed);
        yield return New(DemandEntryKind.Returned, line.Returned - Sum(DemandEntryKind.Returned), Latest(order, line.Line, static type => type is RestockType.Return or RestockType.LegacyRestock) ?? changed);
        // A refusal is a level: the most that was refused at a time. It stays on record when the units are promised later.
        yield return New(DemandEntryKind.Denied, refused > denied ? refused : 0m, placed);

        decimal Sum(DemandEntryKind kind) => known.Where(entry => entry.Kind == kind).Sum(static entry => entry.Units);

        DemandEntry New(DemandEntryKind kind, decimal units, DateTimeOffset at) => new(kind, line.Line, units, at, now) { Sku = line.Sku };
    }

    private static DemandEntryKind CancelKind(Order order) => order.CancelCause switch
    {
        CancelCause.OutOfStock => DemandEntryKind.CancelledOutOfStock,
        CancelCause.Fraud => DemandEntryKind.CancelledAsFraudOrTest,
        _ => DemandEntryKind.CancelledByCustomer,
    };

    private static DateTimeOffset At(DateTimeOffset stated, DateTimeOffset now) => stated == default ? now : stated;

    private static DateTimeOffset? LastShipped(Order order, string line) => order.Fulfilments
        .Where(fulfilment => fulfilment.Succeeded && fulfilment.CreatedAt != default && fulfilment.Lines.Any(each => each.LineId == line))
        .Select(static fulfilment => (DateTimeOffset?)fulfilment.CreatedAt).Max();

    private static DateTimeOffset? Latest(Order order, string line, Func<RestockType, bool> isOf) => order.Refunds
        .Where(refund => refund.CreatedAt != default && refund.Lines.Any(each => each.LineId == line && isOf(each.RestockType)))
        .Select(static refund => (DateTimeOffset?)refund.CreatedAt).Max();
}
