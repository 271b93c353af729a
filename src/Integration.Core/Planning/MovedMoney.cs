using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>What came in for an order and what went back, by the shop's own record. Only money that moved counts.</summary>
/// <param name="Captured">Sales and captures, less change given on them; null when the shop does not tell what came.</param>
/// <param name="Refunded">Money given back.</param>
internal readonly record struct MovedMoney(Money? Captured, Money Refunded)
{
    public static MovedMoney Of(Order order)
    {
        var moved = order.Payments.Where(static payment => payment.Status == PaymentStatus.Success).DistinctBy(static payment => payment.Id).ToList();
        var received = moved.Where(static payment => payment.Kind is PaymentKind.Sale or PaymentKind.Capture).ToList();
        var side = received.Exists(static payment => payment.Amount.Side(CurrencyHandling.Shop) is null) ? CurrencyHandling.Presentment : CurrencyHandling.Shop;
        decimal Sum(IEnumerable<Payment> payments) => payments.Sum(payment => payment.Amount.Side(side)?.Amount ?? 0m);
        var currency = side == CurrencyHandling.Shop ? order.ShopCurrency : order.PresentmentCurrency;
        var captured = Sum(received) - Sum(moved.Where(static payment => payment.Kind == PaymentKind.Change));
        return new MovedMoney(received.Count == 0 ? null : new Money(captured, currency), new Money(Sum(moved.Where(static payment => payment.Kind == PaymentKind.Refund)), currency));
    }
}
