using ErpSync.Inventory;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Reads off an order what its lines claim: a level, not a change, so that a repeated, late or lost signal makes no difference.</summary>
public static class OrderStock
{
    private const int UsualPriority = 100;

    /// <summary>States of all lines that sell goods with a SKU. Test orders claim nothing.</summary>
    /// <param name="order">Order as it is now.</param>
    /// <param name="rule">When orders claim.</param>
    /// <param name="channel">Channel it came from.</param>
    public static IReadOnlyList<OrderStockLine> Of(Order order, IReservationRule rule, string channel)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rule);
        if (order.IsTest)
        {
            return [];
        }

        var claims = Claims(order, rule, channel);
        return
        [
            .. order.Lines
                .Where(static line => line is { Kind: OrderLineKind.Product, RequiresShipping: true, Sku.Length: > 0 })
                .Select(line => Of(order, line, claims)),
        ];
    }

    private static OrderStockLine Of(Order order, OrderLine line, bool claims)
    {
        var left = order.Fulfilments.Where(static fulfilment => fulfilment.Succeeded).SelectMany(static fulfilment => fulfilment.Lines)
            .Where(each => each.LineId == line.Id).Sum(static each => each.Quantity);
        var refunds = order.Refunds.SelectMany(static refund => refund.Lines).Where(each => each.LineId == line.Id).ToList();
        var givenBack = Math.Min(left, refunds.Where(static each => each.RestockType != RestockType.Cancel).Sum(static each => each.Quantity));
        var returned = Math.Min(left, refunds.Where(static each => each.RestockType is RestockType.Return or RestockType.LegacyRestock).Sum(static each => each.Quantity));
        var open = order.CancelledAt is null ? Math.Max(0, line.CurrentQuantity - (left - givenBack)) : 0;
        return new OrderStockLine(
            line.Id, line.Sku!, claims ? 0 : open, claims ? open : 0, left - returned, returned, Math.Max(0, line.Quantity - open - left));
    }

    private static bool Claims(Order order, IReservationRule rule, string channel)
    {
        var subject = new ReservationSubject(order.Id, channel, StockPool.DefaultName, UsualPriority);
        var paid = order.Payments.Where(static payment => payment.Status == PaymentStatus.Success).Select(static payment => payment.Kind).ToHashSet();
        var captured = paid.Contains(PaymentKind.Capture) || paid.Contains(PaymentKind.Sale);
        return rule.ClaimsAt(ReservationMoment.Placed, subject)
            || ((captured || paid.Contains(PaymentKind.Authorization)) && rule.ClaimsAt(ReservationMoment.Authorised, subject))
            || (captured && rule.ClaimsAt(ReservationMoment.Captured, subject));
    }
}
