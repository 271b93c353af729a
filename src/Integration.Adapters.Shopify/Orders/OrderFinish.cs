using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Steps that both spellings of an order share after the fields are read.</summary>
internal static class OrderFinish
{
    /// <summary>
    /// Shopify counts an adjustment in the merchant's favour as positive (published order sample 450789469: parts 199.64, paid back 110.00, adjustment 89.64);
    /// the canonical amount is positive when it was paid back on top.
    /// </summary>
    public static MoneyPair Adjustment(MoneyPair amount, MoneyPair? tax) => (tax is null ? amount : amount + tax).Negated();

    public static Order Apply(Order order, MoneyPair? tip, HashSet<string> removedShipping)
    {
        order = DutyRefunds.Settle(order);
        var lines = WithTips(order, tip);
        var known = lines.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        var returns = order.Returns
            .Select(item => item with { ExchangeLines = [.. item.ExchangeLines.Where(known.Contains).Distinct(StringComparer.Ordinal)] })
            .ToArray();
        var refundedShipping = order.Refunds.SelectMany(refund => refund.Shipping).Select(shipping => shipping.ShippingLineId).ToHashSet(StringComparer.Ordinal);
        var finished = order with
        {
            Lines = lines,
            Returns = returns,
            ShippingLines = [.. order.ShippingLines.Where(line => !removedShipping.Contains(line.Id) || refundedShipping.Contains(line.Id))],
        };
        return finished with { Totals = Totals(finished) };
    }

    /// <summary>
    /// Shopify's current sums hold the exchange items, which are orders of their own here. The stated discounts may leave out those of removed lines or of
    /// shipping; they are kept only where they say more than the parts.
    /// </summary>
    private static OrderTotals Totals(Order order)
    {
        var exchanged = order.Returns.SelectMany(item => item.ExchangeLines).ToHashSet(StringComparer.Ordinal);
        var away = order.Lines.Where(line => exchanged.Contains(line.Id)).ToArray();
        var zero = order.Totals.Current.Times(0m);
        var tax = away.Select(line => CurrentTax(line, zero)).Sum(zero);
        var value = away.Select(line => CurrentValue(line, zero)).Sum(zero);
        var discounts = order.Totals.Discounts?.Minus(away.SelectMany(line => line.Discounts).Sum(zero));
        var allocated = order.Lines.Where(line => !exchanged.Contains(line.Id)).SelectMany(line => line.Discounts).Concat(order.ShippingLines.SelectMany(line => line.Discounts)).Sum(zero);
        return order.Totals with
        {
            Current = order.Totals.Current.Minus(order.TaxesIncluded ? value : value + tax),
            Tax = order.Totals.Tax?.Minus(tax),
            Discounts = discounts is null || allocated.Shop > discounts.Shop || allocated.Presentment?.Amount > discounts.Presentment?.Amount ? null : discounts,
        };
    }

    private static MoneyPair CurrentValue(OrderLine line, MoneyPair zero) =>
        line.UnitPrice.Times(line.CurrentQuantity).Minus(line.Discounts.Sum(zero).Share(line.CurrentQuantity, line.Quantity));

    private static MoneyPair CurrentTax(OrderLine line, MoneyPair zero) =>
        line.TaxLines.Select(tax => tax.Amount).Sum(zero).Share(line.CurrentQuantity, line.Quantity);

    /// <summary>
    /// A tip is either a line of its own (nothing to ship, no article, worth the whole tip) or only a sum on the order; the second gets a line.
    /// </summary>
    private static IReadOnlyList<OrderLine> WithTips(Order order, MoneyPair? tip)
    {
        var marked = order.Lines.Where(line => line.Kind == OrderLineKind.Tip).ToArray();
        if (tip is null || tip.IsZero() || marked.Length > 0)
        {
            return order.Lines;
        }

        var candidates = order.Lines.Where(line => line is { Kind: OrderLineKind.Custom, RequiresShipping: false, TaxLines.Count: 0, Discounts.Count: 0 }).ToArray();
        var named = candidates.Where(line => line.Title.Equals("Tip", StringComparison.OrdinalIgnoreCase)).ToArray();
        var tips = named.Length > 0 ? named : candidates.Where(line => (line.UnitPrice.Shop * line.Quantity) == tip.Shop).Take(1).ToArray();
        if (tips.Length > 0 && tips.Aggregate(tip.Shop * 0m, (sum, line) => sum + (line.UnitPrice.Shop * line.Quantity)) == tip.Shop)
        {
            return [.. order.Lines.Select(line => tips.Contains(line) ? line with { Kind = OrderLineKind.Tip } : line)];
        }

        return
        [
            .. order.Lines,
            new OrderLine { Id = $"{order.Id}/tip", Kind = OrderLineKind.Tip, Title = "Tip", Quantity = 1, CurrentQuantity = 1, UnitPrice = tip, RequiresShipping = false },
        ];
    }
}
