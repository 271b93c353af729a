using ErpSync.Model;

namespace ErpSync.Reconciliation.Live;

/// <summary>An order as it was at an instant, as far as what happened to it is dated.</summary>
internal static class OrderCutOff
{
    public static Order? At(Order order, DateTimeOffset asOf)
    {
        if (order.CreatedAt > asOf)
        {
            return null;
        }

        var later = order.Refunds.Where(refund => refund.CreatedAt > asOf).ToArray();
        var payments = order.Payments.Where(payment => payment.ProcessedAt <= asOf).ToArray();
        var parcels = order.Fulfilments.Where(parcel => parcel.CreatedAt <= asOf).ToArray();
        return later.Length == 0 && payments.Length == order.Payments.Count && parcels.Length == order.Fulfilments.Count
            ? order
            : order with
            {
                Payments = payments,
                Fulfilments = parcels,
                Refunds = [.. order.Refunds.Except(later)],
                Returns = [.. order.Returns.Where(back => back.CreatedAt <= asOf)],
                CancelledAt = order.CancelledAt > asOf ? null : order.CancelledAt,
                Lines = [.. order.Lines.Select(line => line with { CurrentQuantity = line.CurrentQuantity + Refunded(later, line.Id) })],
                Totals = later.Length == 0 ? order.Totals : order.Totals with { Current = Before(order, later), Tax = null },
            };
    }

    private static int Refunded(Refund[] refunds, string line) =>
        refunds.SelectMany(static refund => refund.Lines).Where(part => part.LineId == line).Sum(static part => part.Quantity);

    /// <summary>The total is what it is now and what the later refunds took off it.</summary>
    private static MoneyPair Before(Order order, Refund[] later)
    {
        var total = order.Totals.Current;
        foreach (var refund in later)
        {
            foreach (var line in refund.Lines)
            {
                total += order.TaxesIncluded ? line.Subtotal : line.Subtotal + line.Tax;
            }

            foreach (var part in refund.Shipping)
            {
                total += order.TaxesIncluded ? part.Amount : part.Amount + part.Tax;
            }
        }

        return total;
    }
}
