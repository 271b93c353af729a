using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Finance.Histories.Run;

/// <summary>What refunds cancel, credit, allow and keep, and the goods they take back.</summary>
internal sealed class RefundEvents(
    OrderSide side, FinanceSetup setup, OrderHistorySettings settings, Units units, EventList events, List<OrderProblem> problems)
{
    public void Add()
    {
        foreach (var refund in side.Refunds)
        {
            var payments = side.Order.Payments.Where(payment => payment.RefundId == refund.Id).DistinctBy(static payment => payment.Id).ToArray();
            if (payments.Any(static payment => payment.Status is PaymentStatus.Pending or PaymentStatus.AwaitingResponse))
            {
                continue;
            }

            var parts = refund.Lines.SelectMany(line => Line(refund, line)).Concat(refund.Shipping.Select(Shipping)).Concat(refund.Adjustments.Where(static amount => amount != 0m).Select(Beyond))
                .Concat(Returned(refund).Select(static back => new RefundPart { Kind = RefundPartKind.Line, Line = back.LineId, Quantity = back.Quantity, Cause = RefundCause.ReturnedGoods })).ToList();
            if (Balance(refund, payments, parts) && parts.Count > 0)
            {
                events.Add(EventRank.Refund, new FinanceEvent.Refunded(refund.Id, parts, null) { Id = $"refund/{refund.Id}", At = refund.Source.CreatedAt });
            }

            AddGoods(refund);
        }
    }

    private IEnumerable<RefundPart> Line(SideRefund refund, SideRefundLine back)
    {
        if (back.Quantity == 0 && back.Subtotal == 0m)
        {
            yield break;
        }

        if (side.FindLine(back.LineId) is not { } line)
        {
            problems.Add(ProblemTexts.UnknownLine(refund.Id, back.LineId));
            yield break;
        }

        if (units.IsCancelled(refund, back))
        {
            yield return new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = back.Quantity, Cause = RefundCause.CancelledUnshipped };
        }
        else if (line.Source.Kind == OrderLineKind.GiftCard)
        {
            foreach (var part in Cards(line, back))
            {
                yield return part;
            }
        }
        else if (line.Source.Kind == OrderLineKind.Tip)
        {
            yield return new RefundPart { Kind = RefundPartKind.Tip, Line = line.Id, Amount = back.Subtotal };
        }
        else
        {
            var cause = line.Source.Kind == OrderLineKind.Charge ? RefundCause.ChargeRefund
                : back.Source.RestockType == RestockType.NoRestock ? RefundCause.KeptGoods : RefundCause.ReturnedGoods;
            yield return new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = back.Quantity, Cause = cause, Amount = back.Subtotal, Tax = back.Tax };
        }
    }

    private IEnumerable<RefundPart> Cards(SideLine line, SideRefundLine back)
    {
        var cards = side.Order.GiftCards.Where(card => card.LineId == line.Id).Select(static card => card.Id).Order(StringComparer.Ordinal).ToArray();
        var parts = Allocation.Split(back.Subtotal, [.. Enumerable.Repeat(1m, Math.Max(1, back.Quantity))], side.Currency.MinorUnits);
        for (var i = 0; i < parts.Length; i++)
        {
            var card = cards.Length >= units.Kept(line) && i < cards.Length ? cards[i] : $"{line.Id}#{i + 1}";
            yield return new RefundPart { Kind = RefundPartKind.GiftCard, Line = line.Id, Quantity = 1m, Amount = parts[i], GiftCard = card };
        }
    }

    /// <summary>A refund that states no part at all gives back what its return names, at its share.</summary>
    private IEnumerable<ReturnLine> Returned(SideRefund refund) => Array.Exists(refund.Lines, static line => line.IsCredit) || refund.Shipping.Length > 0 || refund.Adjustments.Length > 0
        ? []
        : side.Order.Returns.Where(back => back.Id == refund.Source.ReturnId).SelectMany(static back => back.Lines).Where(static line => line.Quantity > 0);

    private static RefundPart Shipping(SideRefundShipping part) =>
        new() { Kind = RefundPartKind.Shipping, Line = OrderTerms.Shipping(part.ShippingLineId), Cause = RefundCause.ShippingRefund, Amount = part.Amount };

    private static RefundPart Beyond(decimal amount) => amount > 0m
        ? new RefundPart { Kind = RefundPartKind.Adjustment, Cause = RefundCause.Goodwill, Amount = amount }
        : new RefundPart { Kind = RefundPartKind.Fee, Amount = -amount };

    /// <summary>Compares the money with the parts as the shop states them, tax included. False when a person must decide first.</summary>
    private bool Balance(SideRefund refund, Payment[] payments, List<RefundPart> parts)
    {
        var succeeded = Array.FindAll(payments, static payment => payment is { Status: PaymentStatus.Success, Kind: PaymentKind.Refund });
        if (succeeded.Length == 0)
        {
            return true;
        }

        if (Returned(refund).Any())
        {
            // Nothing is stated that the money could be compared with.
            return true;
        }

        var paid = succeeded.Sum(payment => payment.Amount.Side(settings.CurrencyHandling)?.Amount ?? 0m);
        var gap = paid - Math.Max(0m, Worth(refund));
        if (gap == 0m || setup.Policies.RefundBalance == RefundBalance.None)
        {
            return true;
        }

        if (setup.Policies.RefundBalance == RefundBalance.Adjust)
        {
            parts.Add(Beyond(gap));
            return true;
        }

        problems.Add(ProblemTexts.RefundImbalance(refund.Id, new Money(paid, side.Currency), new Money(paid - gap, side.Currency)));
        return false;
    }

    private decimal Worth(SideRefund refund)
    {
        decimal Gross(decimal value, decimal tax) => value + (side.Order.TaxesIncluded ? 0m : tax);
        var exchanged = side.Order.Returns.Where(back => back.Id == refund.Source.ReturnId).SelectMany(static back => back.ExchangeLines)
            .Select(side.FindLine).OfType<SideLine>().Sum(line => Gross(line.Displayed, line.Taxes.Sum(static tax => tax.Amount)));
        return refund.Lines.Sum(line => Gross(line.Subtotal, line.Tax)) + refund.Shipping.Sum(part => Gross(part.Amount, part.Tax)) + refund.Adjustments.Sum() - exchanged;
    }

    private void AddGoods(SideRefund refund)
    {
        if (!settings.RefundTakesGoodsBack)
        {
            return;
        }

        ReturnedPart[] back =
        [
            .. refund.Lines.Where(static line => line.IsCredit && line.Source.RestockType != RestockType.NoRestock && line.Quantity > 0)
                .Where(line => side.FindLine(line.LineId) is { } known && !units.IsDigital(known) && known.Source.Kind is OrderLineKind.Product or OrderLineKind.Custom)
                .Select(static line => new ReturnedPart(line.LineId, null, line.Quantity, IsDamaged: false)),
            .. Returned(refund).Select(static line => new ReturnedPart(line.LineId, null, line.Quantity, IsDamaged: false)),
        ];
        if (back.Length > 0)
        {
            events.Add(EventRank.GoodsBack, new FinanceEvent.ReturnReceived(back) { Id = $"goods/{refund.Id}", At = refund.Source.CreatedAt });
        }
    }
}
