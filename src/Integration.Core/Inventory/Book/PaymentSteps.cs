namespace ErpSync.Inventory;

/// <summary>What payments do. Money never moves stock by itself; it may be the moment at which an order claims.</summary>
internal sealed class PaymentSteps(BookState state, ClaimDesk desk, ClaimRelease release)
{
    public InventoryResult Authorised(InventoryEvent.Authorised paid, OrderBook order)
    {
        if (!order.IsNew("authorised", paid.Transaction))
        {
            return new InventoryResult(InventoryOutcome.Duplicate);
        }

        if (order.IsCancelled)
        {
            return AfterRelease(order);
        }

        order.IsAuthorised = true;
        return state.Policies.Reservation.ClaimsAt(ReservationMoment.Authorised, order.Subject)
            ? Claim(order, [.. order.Lines.Values.Select(static line => new ClaimRequest(line, Unclaimed(line)))], StockIssueCodes.ShortfallOnAuthorisation)
            : new InventoryResult(InventoryOutcome.Recorded);
    }

    public InventoryResult Captured(InventoryEvent.Captured paid, OrderBook order)
    {
        if (!order.IsNew("captured", paid.Transaction))
        {
            return new InventoryResult(InventoryOutcome.Duplicate);
        }

        if (order.IsCancelled)
        {
            return AfterRelease(order);
        }

        order.IsCaptured = true;
        order.CapturedAmount += paid.Amount ?? 0m;
        if (!state.Policies.Reservation.ClaimsAt(ReservationMoment.Captured, order.Subject))
        {
            return new InventoryResult(InventoryOutcome.Recorded);
        }

        IEnumerable<ClaimRequest> batch = paid switch
        {
            { Lines: { } named } => named.Where(each => order.Line(each.Line) is not null)
                .Select(each => new ClaimRequest(order.Line(each.Line)!, Math.Min(each.Quantity, Unclaimed(order.Line(each.Line)!)))),
            { Amount: not null } => Covered(order),
            _ => order.Lines.Values.Select(static line => new ClaimRequest(line, Unclaimed(line))),
        };
        return Claim(order, [.. batch], StockIssueCodes.ShortfallOnCapture);
    }

    public InventoryResult Failed(OrderBook order)
    {
        release.CancelOrder(order);
        return new InventoryResult(InventoryOutcome.Ok);
    }

    private static decimal Unclaimed(ClaimedLine line) => line.Least(static claim => claim.Unclaimed);

    private InventoryResult AfterRelease(OrderBook order)
    {
        state.Raise(new StockIssue(StockIssueCodes.PaymentAfterRelease) { Order = order.Id });
        return new InventoryResult(InventoryOutcome.Recorded);
    }

    /// <summary>Units that all money captured so far covers, line by line, as far as they are not claimed yet.</summary>
    private IEnumerable<ClaimRequest> Covered(OrderBook order)
    {
        var money = order.CapturedAmount;
        foreach (var line in order.Lines.Values)
        {
            var wanted = line.Ordered - line.Cancelled;
            var covered = line.UnitPrice is { } price && price > 0m
                ? Math.Min(wanted, StockQuantity.Floor(money / price, line.IsKit ? 0 : state.Item(line.Sku).Scale))
                : wanted;
            money -= covered * (line.UnitPrice ?? 0m);
            var claimed = line.Least(static claim => claim.Open + claim.Consumed);
            yield return new ClaimRequest(line, Math.Min(covered - claimed, Unclaimed(line)));
            if (covered < wanted)
            {
                yield break;
            }
        }
    }

    private InventoryResult Claim(OrderBook order, List<ClaimRequest> asked, string shortfallCode)
    {
        var batch = asked.FindAll(static request => request.Quantity > 0m);
        var lifted = Lift(batch);
        var decision = desk.Decide(batch, order.Pool, order.Channel, hold: false);
        foreach (var missing in decision.Lines.Where(static line => line.Rejected > 0m).GroupBy(static line => line.Line.Sku, StringComparer.Ordinal))
        {
            state.Raise(new StockIssue(shortfallCode) { Order = order.Id, Sku = missing.Key, Quantity = missing.Sum(static line => line.Rejected) });
        }

        var outcome = decision.IsComplete ? InventoryOutcome.Accepted : state.Policies.Shortfall switch
        {
            ShortfallPolicy.Void => InventoryOutcome.Rejected,
            ShortfallPolicy.Backorder => decision.Lines.Any(static line => line.Line.IsKit && line.Rejected > 0m) ? InventoryOutcome.Partial : InventoryOutcome.Accepted,
            _ => decision.Outcome,
        };
        if (decision.IsComplete || (state.Policies.Shortfall == ShortfallPolicy.Manual && !decision.TakesNothing))
        {
            desk.Book(decision, StockAccountKind.Unclaimed, StockAccountKind.Reserved);
        }
        else if (state.Policies.Shortfall == ShortfallPolicy.Backorder)
        {
            desk.Book(decision with { Lines = [.. decision.Lines.Select(BackorderRest)] }, StockAccountKind.Unclaimed, StockAccountKind.Reserved);
        }

        foreach (var (claim, location, units, unclaimedBefore) in lifted)
        {
            var claimed = unclaimedBefore - claim.Unclaimed;
            state.Ledger.Move(claim.Sku, new StockAccount(StockAccountKind.Sellable, location), new StockAccount(StockAccountKind.Variance), units - claimed);
        }

        if (!decision.IsComplete && state.Policies.Shortfall == ShortfallPolicy.Void)
        {
            release.CancelOrder(order);
        }

        return new InventoryResult(outcome) { Reason = decision.Reason, Rejected = decision.Rejected };
    }

    private static LineDecision BackorderRest(LineDecision line) =>
        line.Line.IsKit ? line : line with { Backordered = line.Backordered + line.Rejected, Rejected = 0m };

    /// <summary>The ERP has reserved units of lines that its last snapshot contains: that reservation serves the claim.</summary>
    private List<(ClaimBook Claim, string Location, decimal Units, decimal UnclaimedBefore)> Lift(List<ClaimRequest> batch)
    {
        var lifted = new List<(ClaimBook, string, decimal, decimal)>();
        foreach (var request in batch)
        {
            foreach (var claim in request.Line.Claims)
            {
                var location = request.Line.AckLocation ?? state.Places.First(claim.Owner.Pool);
                if (location is not null && claim.Sku.Cells.TryGetValue(location, out var cell)
                    && cell.Base is { IsOnHand: false } snapshot && snapshot.Covers(request.Line))
                {
                    var units = request.Quantity * request.Line.Per(claim);
                    state.Ledger.Move(claim.Sku, new StockAccount(StockAccountKind.Variance), new StockAccount(StockAccountKind.Sellable, location), units);
                    lifted.Add((claim, location, units, claim.Unclaimed));
                }
            }
        }

        return lifted;
    }
}
