namespace ErpSync.Sandbox.Shopify.State;

/// <summary>
/// The totals of an order. All are sums of amounts that lines, shipping lines and transactions carry, each rounded once, so
/// goods − discounts + shipping + tips (+ tax when prices exclude it) is the total in both currencies to the cent.
/// </summary>
internal static class OrderMath
{
    /// <summary>Goods and gift cards after discounts and edits, before refunds; tips stand apart.</summary>
    public static Bag Subtotal(OrderState order) => Bag.Sum(Goods(order).Select(line => line.Discounted - line.Edited.Amount));

    public static Bag Tips(OrderState order) => Bag.Sum(order.Lines.Where(line => line.IsTip).Select(line => line.Discounted));

    public static Bag Tax(OrderState order) =>
        Bag.Sum(order.Lines.Select(line => line.Tax - line.Edited.Tax)) + Bag.Sum(Shipping(order).Select(line => line.Tax));

    public static Bag ShippingTotal(OrderState order) => Bag.Sum(Shipping(order).Select(line => line.Discounted));

    public static Bag Total(OrderState order) => Subtotal(order) + Tips(order) + ShippingTotal(order) + Excluded(order, Tax(order));

    public static Bag Discounts(OrderState order) =>
        Bag.Sum(order.Lines.Select(line => line.Discount)) + Bag.Sum(Shipping(order).Select(line => line.Price - line.Discounted));

    public static Bag CurrentSubtotal(OrderState order) => Bag.Sum(Goods(order).Select(line => line.Current.Amount));

    public static Bag CurrentTips(OrderState order) => Bag.Sum(order.Lines.Where(line => line.IsTip).Select(line => line.Current.Amount));

    public static Bag CurrentTax(OrderState order) =>
        Bag.Sum(order.Lines.Select(line => line.Current.Tax)) + Bag.Sum(order.ShippingLines.Select(line => line.CurrentTax));

    public static Bag CurrentShipping(OrderState order) => Bag.Sum(order.ShippingLines.Select(line => line.Current));

    public static Bag CurrentTotal(OrderState order) =>
        CurrentSubtotal(order) + CurrentTips(order) + CurrentShipping(order) + Excluded(order, CurrentTax(order));

    public static Bag CurrentDiscounts(OrderState order) =>
        Bag.Sum(order.Lines.Where(line => line.CurrentQuantity > 0).Select(line => (line.UnitPrice * line.CurrentQuantity) - line.Current.Amount))
        + Bag.Sum(Shipping(order).Select(line => line.Price - line.Discounted));

    public static Bag Received(OrderState order) =>
        Bag.Sum(order.Transactions.Where(transaction => transaction is { IsPayment: true, IsSuccess: true }).Select(transaction => transaction.Amount));

    public static Bag Refunded(OrderState order) => Bag.Sum(
        order.Transactions.Where(transaction => transaction is { Kind: "REFUND", IsSuccess: true }).Select(transaction => transaction.Amount));

    public static Bag Authorized(OrderState order)
    {
        if (order.Transactions.Exists(transaction => transaction.Kind == "VOID"))
        {
            return Bag.Zero;
        }

        var authorized = order.Transactions.Where(transaction => transaction is { Kind: "AUTHORIZATION", IsSuccess: true });
        var captured = order.Transactions.Where(transaction => transaction is { Kind: "CAPTURE", IsSuccess: true });
        return Bag.Sum(authorized.Select(transaction => transaction.Amount)) - Bag.Sum(captured.Select(transaction => transaction.Amount));
    }

    /// <summary>Suggested less actual money of all refunds that paid: negative when more was paid back than the parts are worth.</summary>
    public static Bag Discrepancy(OrderState order) =>
        -Bag.Sum(order.Refunds.SelectMany(refund => refund.Adjustments).Select(adjustment => adjustment.Amount));

    public static Bag Outstanding(OrderState order) =>
        order.CancelledAt is not null && Received(order).IsZero ? Bag.Zero : CurrentTotal(order) + Discrepancy(order) - (Received(order) - Refunded(order));

    public static Bag RefundTotal(OrderState order, RefundState refund) =>
        Bag.Sum(refund.Lines.Select(line => line.Amount + Excluded(order, line.Tax)))
        + Bag.Sum(refund.Shipping.Select(line => line.Amount + Excluded(order, line.Tax)))
        + Bag.Sum(refund.Adjustments.Select(adjustment => adjustment.Amount));

    public static int Unfulfilled(OrderState order, LineState line) =>
        order.FulfillmentOrders.Where(work => !work.Cancelled).SelectMany(work => work.Lines).Where(work => work.Line == line).Sum(work => work.Remaining);

    public static string FinancialStatus(OrderState order)
    {
        var received = Received(order);
        var refunded = Refunded(order);
        return (received.Shop, refunded.Shop) switch
        {
            (0, _) when order.CancelledAt is not null || order.Transactions.Exists(transaction => transaction.Kind == "VOID") => "VOIDED",
            (0, _) when Authorized(order).Shop > 0 => "AUTHORIZED",
            (0, _) when Total(order).Shop > 0 => "PENDING",
            (0, _) => "PAID",
            var (paid, back) when back >= paid => "REFUNDED",
            (_, > 0) => "PARTIALLY_REFUNDED",
            _ => Outstanding(order).Shop > 0 ? "PARTIALLY_PAID" : "PAID",
        };
    }

    public static string FulfillmentStatus(OrderState order)
    {
        var live = order.FulfillmentOrders.Where(work => !work.Cancelled).SelectMany(work => work.Lines).ToArray();
        var shipped = order.Lines.Exists(line => line.Fulfilled > 0);
        var open = Array.Exists(live, line => line.Remaining > 0);
        return (shipped, open) switch
        {
            (true, false) => "FULFILLED",
            (true, true) => "PARTIALLY_FULFILLED",
            (false, false) when order.Lines.TrueForAll(line => !line.RequiresShipping) => "FULFILLED",
            _ => "UNFULFILLED",
        };
    }

    private static Bag Excluded(OrderState order, Bag tax) => order.TaxesIncluded ? Bag.Zero : tax;

    private static IEnumerable<LineState> Goods(OrderState order) => order.Lines.Where(line => !line.IsTip);

    private static IEnumerable<ShippingState> Shipping(OrderState order) => order.ShippingLines.Where(line => !line.IsRemoved);
}
