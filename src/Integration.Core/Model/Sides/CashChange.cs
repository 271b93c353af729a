namespace ErpSync.Model.Sides;

/// <summary>Change given in cash never stays in the till: what is received of a payment is the payment less its change.</summary>
internal static class CashChange
{
    /// <summary>
    /// The payments with every receipt less the change given on it: the one the change names, else the last of its gateway before it. Change without such a receipt, or
    /// above it, stays as it is.
    /// </summary>
    public static IReadOnlyList<Payment> Net(IReadOnlyList<Payment> payments)
    {
        if (!payments.Any(IsGiven))
        {
            return payments;
        }

        var net = payments.DistinctBy(static payment => payment.Id).ToList();
        foreach (var change in net.Where(IsGiven).ToList())
        {
            if (ReceiptOf(change, net) is { } receipt)
            {
                net[net.IndexOf(receipt)] = receipt with { Amount = Less(receipt.Amount, change.Amount) };
                net.Remove(change);
            }
        }

        return net;
    }

    private static bool IsGiven(Payment payment) => payment is { Kind: PaymentKind.Change, Status: PaymentStatus.Success };

    private static Payment? ReceiptOf(Payment change, List<Payment> payments)
    {
        var receipts = payments.Where(payment => payment is { Kind: PaymentKind.Sale or PaymentKind.Capture, Status: PaymentStatus.Success } && Covers(payment.Amount, change.Amount)).ToList();
        return receipts.Find(payment => payment.Id == change.ParentId)
            ?? receipts.Where(payment => string.Equals(payment.Gateway, change.Gateway, StringComparison.OrdinalIgnoreCase))
                .OrderBy(payment => payment.ProcessedAt > change.ProcessedAt).ThenByDescending(static payment => payment.ProcessedAt)
                .ThenByDescending(static payment => payment.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>Whether the change can be taken off on both sides.</summary>
    private static bool Covers(MoneyPair receipt, MoneyPair change) =>
        receipt.Shop.Currency == change.Shop.Currency && receipt.Shop >= change.Shop && receipt.Presentment?.Currency == change.Presentment?.Currency
        && (receipt.Presentment is not { } shown || shown >= change.Presentment!.Value);

    private static MoneyPair Less(MoneyPair receipt, MoneyPair change) => new(receipt.Shop - change.Shop, receipt.Presentment - change.Presentment);
}
