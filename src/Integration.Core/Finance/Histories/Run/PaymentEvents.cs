using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Finance.Histories.Run;

/// <summary>Money that arrived and money that went back.</summary>
internal sealed class PaymentEvents(OrderSide side, OrderHistorySettings settings, EventList events)
{
    private readonly Dictionary<string, decimal> _room = new(StringComparer.Ordinal);

    public static bool IsReceipt(Payment payment) => payment is { Status: PaymentStatus.Success, Kind: PaymentKind.Sale or PaymentKind.Capture };

    public static DateTimeOffset At(Order order, Payment payment) => payment.ProcessedAt == default ? order.CreatedAt : payment.ProcessedAt;

    /// <summary>Adds them.</summary>
    /// <param name="invoiced">When the first invoice became due, or null.</param>
    public void Add(DateTimeOffset? invoiced)
    {
        var payments = CashChange.Net(side.Order.Payments).Where(static payment => payment.Status == PaymentStatus.Success)
            .DistinctBy(static payment => payment.Id).OrderBy(payment => At(side.Order, payment)).ThenBy(static payment => payment.Id, StringComparer.Ordinal).ToArray();
        Payment[] receipts = [.. payments.Where(IsReceipt)];
        foreach (var payment in receipts)
        {
            Receive(payment, invoiced);
        }

        if (settings.Receipts == ReceiptMoment.AfterInvoice && invoiced is null)
        {
            // Books that wait for the invoice do not know what is given back.
            return;
        }

        // Change that no receipt is known for leaves the till like a refund.
        foreach (var payment in payments.Where(payment => payment.Kind is PaymentKind.Refund or PaymentKind.Change && settings.RefundPayments))
        {
            PayBack(payment, receipts);
        }
    }

    private decimal Amount(Payment payment) => payment.Amount.Side(settings.CurrencyHandling)?.Amount ?? 0m;

    private void Receive(Payment payment, DateTimeOffset? invoiced)
    {
        var amount = Amount(payment);
        _room[payment.Id] = amount;
        var at = At(side.Order, payment);
        if (amount == 0m || settings.Receipts == ReceiptMoment.NotBooked)
        {
            return;
        }

        if (settings.Receipts == ReceiptMoment.OnPayment)
        {
            events.Add(EventRank.Receipt, Captured(payment, amount, at));
        }
        else if (invoiced is { } due)
        {
            events.Add(EventRank.LateReceipt, Captured(payment, amount, at > due ? at : due));
        }
    }

    private static FinanceEvent.Captured Captured(Payment payment, decimal amount, DateTimeOffset at) =>
        new(payment.Id, payment.Gateway, amount, null) { Id = $"receipt/{payment.Id}", At = at };

    /// <summary>The source does not say which receipt a refund gives back: the oldest of the same gateway with room, the last one takes the rest.</summary>
    private void PayBack(Payment payment, Payment[] receipts)
    {
        var rest = Amount(payment);
        var own = Array.FindAll(receipts, receipt => string.Equals(receipt.Gateway, payment.Gateway, StringComparison.OrdinalIgnoreCase));
        for (var i = 0; i < own.Length && rest > 0m; i++)
        {
            var part = i == own.Length - 1 ? rest : Math.Min(rest, Math.Max(0m, _room[own[i].Id]));
            if (part > 0m)
            {
                _room[own[i].Id] -= part;
                rest -= part;
                events.Add(EventRank.RefundPayment, Paid(payment, part, own[i].Id, i));
            }
        }

        if (rest > 0m)
        {
            events.Add(EventRank.RefundPayment, Paid(payment, rest, $"{payment.Gateway} receipt", own.Length));
        }
    }

    private FinanceEvent.RefundPaid Paid(Payment payment, decimal amount, string receipt, int part) =>
        new(payment.RefundId ?? payment.Id, amount, receipt, null, null, Succeeded: true) { Id = part == 0 ? $"paid/{payment.Id}" : $"paid/{payment.Id}/{part}", At = At(side.Order, payment) };
}
