namespace ErpSync.Inventory;

/// <summary>Cancellations, edits, refunds and compensations.</summary>
internal sealed class EditSteps(BookState state, ClaimDesk desk, ClaimRelease release, OrderSteps orders)
{
    public InventoryResult Cancel(InventoryEvent.LineCancelled cancelled, OrderBook order)
    {
        if (order.Line(cancelled.Line) is not { } line)
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        var given = Cancel(order, line, cancelled.Quantity, cancelled.Recall);
        return new InventoryResult(
            given == cancelled.Quantity ? InventoryOutcome.Ok : given > 0m ? InventoryOutcome.Partial : InventoryOutcome.Refused);
    }

    public InventoryResult Refund(InventoryEvent.MoneyRefunded refunded, OrderBook order)
    {
        if (refunded.CancelQuantity > 0m && order.Line(refunded.Line) is { } line)
        {
            Cancel(order, line, refunded.CancelQuantity, picked: false);
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Compensate(InventoryEvent.Compensated compensated, OrderBook order)
    {
        if (string.IsNullOrWhiteSpace(compensated.Reason) || string.IsNullOrWhiteSpace(compensated.Actor)
            || order.Line(compensated.Line) is not { } line
            || compensated.Quantity <= 0m || compensated.Quantity > line.Least(static claim => claim.Open))
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        line.Compensated += release.Cancel(line, compensated.Quantity, picked: true, unclaimed: false);
        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Edit(InventoryEvent.OrderEdited edited, OrderBook order)
    {
        foreach (var change in edited.Changes)
        {
            if (change.UnitPrice is { } price && order.Line(change.Line) is { } priced)
            {
                priced.UnitPrice = price;
            }
        }

        var quantities = edited.Changes.Where(change => Difference(order, change) != 0m).OrderBy(static change => change.Line).ToList();
        if (quantities.Count == 0)
        {
            return new InventoryResult(InventoryOutcome.Recorded);
        }

        foreach (var change in quantities.Where(change => Difference(order, change) < 0m))
        {
            Cancel(order, order.Line(change.Line)!, -Difference(order, change), picked: false);
        }

        var increases = quantities
            .Where(change => Difference(order, change) > 0m)
            .Select(change => new ClaimRequest(order.Line(change.Line) ?? NewLine(order, change), Difference(order, change)))
            .ToList();
        if (increases.Exists(increase => !desk.IsValid(increase.Line.Sku, increase.Quantity, order.Channel)))
        {
            return new InventoryResult(InventoryOutcome.Rejected) { Reason = ClaimReason.InvalidQuantity };
        }

        return increases.Count == 0 ? new InventoryResult(InventoryOutcome.Accepted)
            : state.Policies.Reservation.ClaimsAt(ReservationMoment.Placed, order.Subject) ? Claim(order, increases)
            : Record(order, increases);
    }

    private decimal Cancel(OrderBook order, ClaimedLine line, decimal quantity, bool picked)
    {
        var given = release.Cancel(line, quantity, picked);
        line.Cancelled += given;
        var left = quantity - given;
        var recall = Math.Min(left, line.Most(static claim => claim.Picked));
        if (recall > 0m)
        {
            state.Raise(new StockIssue(StockIssueCodes.RecallRequired) { Order = order.Id, Line = line.Number, Quantity = recall });
        }

        var shipped = Math.Min(left - recall, line.Shipped);
        if (shipped > 0m)
        {
            state.Raise(new StockIssue(StockIssueCodes.CancelAfterShip) { Order = order.Id, Line = line.Number, Quantity = shipped });
        }

        return given;
    }

    private static decimal Difference(OrderBook order, LineChange change) =>
        change.Quantity is not { } quantity ? 0m
        : order.Line(change.Line) is { } line ? quantity - (line.Ordered - line.Cancelled)
        : change.Sku is not null ? quantity : 0m;

    private ClaimedLine NewLine(OrderBook order, LineChange change) =>
        orders.NewLine(order, new ClaimLine(change.Line, change.Sku!, change.Quantity!.Value, UnitPrice: change.UnitPrice));

    private InventoryResult Record(OrderBook order, List<ClaimRequest> increases)
    {
        var waiting = state.Policies.Reservation.LeftToErp ? StockAccountKind.InFlight : StockAccountKind.Unclaimed;
        foreach (var (line, quantity) in increases)
        {
            Grow(order, line, quantity);
            foreach (var claim in line.Claims)
            {
                state.Ledger.Claim(claim, StockAccountKind.Requested, waiting, quantity * line.Per(claim));
            }
        }

        return new InventoryResult(InventoryOutcome.Recorded);
    }

    private InventoryResult Claim(OrderBook order, List<ClaimRequest> increases)
    {
        var decision = desk.Decide(increases, order.Pool, order.Channel, hold: false);
        if (!decision.TakesNothing)
        {
            desk.Book(decision, StockAccountKind.Requested, StockAccountKind.Reserved);
            foreach (var line in decision.Lines.Where(static line => line.Accepted > 0m))
            {
                Grow(order, line.Line, line.Accepted);
            }
        }

        return new InventoryResult(decision.Outcome) { Reason = decision.Reason, Rejected = decision.Rejected };
    }

    /// <summary>What the ERP acknowledged is no longer what is ordered.</summary>
    private static void Grow(OrderBook order, ClaimedLine line, decimal quantity)
    {
        order.Lines.TryAdd(line.Number, line);
        line.Ordered += quantity;
        line.AckSequence = null;
        line.AckAt = null;
    }
}
