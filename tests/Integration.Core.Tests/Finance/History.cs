using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;

namespace ErpSync.Core.Tests.Finance;

/// <summary>Plays a history and keeps books of its own about what was accepted.</summary>
internal sealed class History(ExpectedJournal journal, FinanceOrder[] orders)
{
    private readonly List<(string Payment, string Order, decimal Amount)> _captures = [];
    private readonly Dictionary<string, PayoutPart> _clearing = new(StringComparer.Ordinal);
    private readonly List<(string Dispute, string Order, decimal Amount)> _disputes = [];
    private int _events;

    public Dictionary<string, decimal> Shipped { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, decimal> Returned { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, decimal> Refunded { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, decimal> Captured => _captures.ToDictionary(static item => item.Payment, static item => item.Amount, StringComparer.Ordinal);

    /// <summary>What the gateway owes: items not paid out, less their booked fees.</summary>
    public decimal OwedByGateway => _clearing.Values.Sum(static item => item.Amount - (item.Fee ?? 0m));

    /// <summary>Does the step if it makes sense at all; gives the event and what became of it.</summary>
    public (FinanceEvent Event, JournalResult Result)? Do(HistoryStep step)
    {
        var order = orders[step.Order % orders.Length];
        var happened = Event(step, order);
        if (happened is null)
        {
            return null;
        }

        happened = happened with { Order = happened is FinanceEvent.PaidOut or FinanceEvent.FeeCharged ? null : order.Id, Rate = 1.05m + (step.Percent / 1000m) };
        var result = journal.Apply(happened);
        if (result.Outcome is JournalOutcome.Posted or JournalOutcome.NoPosting)
        {
            Remember(happened, order);
        }

        return (happened, result);
    }

    private FinanceEvent? Event(HistoryStep step, FinanceOrder order)
    {
        var id = $"E{_events++}";
        var at = Histories.Start.AddHours(_events);
        var goods = order.Lines.Where(static line => line.Kind == FinanceLineKind.Product).ToArray();
        var line = goods[step.Which % goods.Length];
        var amount = Math.Max(0.01m, Histories.Eur.Round(order.Total * step.Percent / 100m));
        var payments = _captures.Where(item => item.Order == order.Id).ToArray();
        var shipping = order.Lines.FirstOrDefault(static item => item.Kind == FinanceLineKind.Shipping);
        return step.Kind switch
        {
            0 or 1 => new FinanceEvent.Captured($"P{id}", "card", amount, null) { Id = id, At = at },
            2 or 3 => new FinanceEvent.Shipped([new UnitsPart(line.Id, null, (step.Percent % 3) + 1)], [], []) { Id = id, At = at },
            4 => Refund(new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = 1m, Cause = RefundCause.ReturnedGoods }),
            5 => Refund(new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = 1m, Cause = RefundCause.KeptGoods }),
            6 => Refund(new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = 1m, Cause = RefundCause.CancelledUnshipped }),
            7 => Refund(new RefundPart { Kind = RefundPartKind.Adjustment, Amount = step.Percent / 10m, Cause = RefundCause.Goodwill }),
            8 when shipping is not null => Refund(new RefundPart { Kind = RefundPartKind.Shipping, Line = shipping.Id, Amount = shipping.UnitPrice, Cause = RefundCause.ShippingRefund }),
            9 => Refund(
                new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = 1m, Cause = RefundCause.ReturnedGoods },
                new RefundPart { Kind = RefundPartKind.Fee, Amount = 0.50m }),
            10 when payments.Length > 0 => new FinanceEvent.RefundPaid($"R{step.Which}", amount, payments[step.Which % payments.Length].Payment, null, null, step.Percent % 7 != 0) { Id = id, At = at },
            11 => new FinanceEvent.ReturnReceived([new ReturnedPart(line.Id, null, 1m, step.Percent % 2 == 0)]) { Id = id, At = at },
            12 when payments.Length > 0 => new FinanceEvent.FeeCharged("card", payments[step.Which % payments.Length].Payment, step.Percent / 50m) { Id = id, At = at, Currency = Histories.Eur },
            13 when _clearing.Count > 0 => PayOut(id, at),
            14 when payments.Length > 0 => new FinanceEvent.DisputeOpened($"D{id}", payments[step.Which % payments.Length].Payment, payments[step.Which % payments.Length].Amount, 15m) { Id = id, At = at },
            15 when _disputes.Find(item => item.Order == order.Id) is { Dispute: { } dispute } => step.Percent % 2 == 0
                ? new FinanceEvent.DisputeLost(dispute) { Id = id, At = at }
                : new FinanceEvent.DisputeWon(dispute, step.Percent % 4 == 1) { Id = id, At = at },
            _ => null,
        };

        FinanceEvent.Refunded Refund(params RefundPart[] parts) => new($"R{step.Which}", parts, null) { Id = id, At = at };
    }

    private FinanceEvent.PaidOut PayOut(string id, DateTimeOffset at)
    {
        PayoutPart[] items = [.. _clearing.Values];
        return new FinanceEvent.PaidOut("card", items, OwedByGateway) { Id = id, At = at, Currency = Histories.Eur };
    }

    private void Remember(FinanceEvent happened, FinanceOrder order)
    {
        switch (happened)
        {
            case FinanceEvent.Captured captured:
                _captures.Add((captured.Payment, order.Id, captured.Amount));
                _clearing[captured.Payment] = new PayoutPart(captured.Payment, "Charge", captured.Amount, null);
                break;
            case FinanceEvent.Shipped shipped:
                Shipped[shipped.Lines[0].Line] = Shipped.GetValueOrDefault(shipped.Lines[0].Line) + shipped.Lines[0].Quantity;
                break;
            case FinanceEvent.ReturnReceived received:
                Returned[received.Lines[0].Line] = Returned.GetValueOrDefault(received.Lines[0].Line) + received.Lines[0].Quantity;
                break;
            case FinanceEvent.RefundPaid { Succeeded: true, Payment: { } payment } paid:
                Refunded[payment] = Refunded.GetValueOrDefault(payment) + paid.Amount;
                _clearing[paid.Id] = new PayoutPart(paid.Id, "Refund", -paid.Amount, null);
                break;
            case FinanceEvent.FeeCharged fee when _clearing.TryGetValue(fee.Reference, out var item):
                _clearing[fee.Reference] = item with { Fee = fee.Amount };
                break;
            case FinanceEvent.FeeCharged late:
                _clearing[$"{late.Reference}:fee"] = new PayoutPart(late.Reference, "Fee", -late.Amount, null);
                break;
            case FinanceEvent.PaidOut:
                _clearing.Clear();
                break;
            case FinanceEvent.DisputeOpened opened:
                _disputes.Add((opened.Dispute, order.Id, opened.Amount));
                _clearing[opened.Dispute] = new PayoutPart(opened.Dispute, "Dispute", -(opened.Amount + opened.Fee), null);
                break;
            case FinanceEvent.DisputeLost lost:
                _disputes.RemoveAll(item => item.Dispute == lost.Dispute);
                break;
            case FinanceEvent.DisputeWon won:
                _clearing[$"{won.Dispute}:won"] = new PayoutPart(won.Dispute, "DisputeReversal", _disputes.Find(item => item.Dispute == won.Dispute).Amount + (won.FeeReturned ? 15m : 0m), null);
                _disputes.RemoveAll(item => item.Dispute == won.Dispute);
                break;
            default:
                break;
        }
    }
}
