namespace ErpSync.Inventory;

/// <summary>Ends claims without a shipment, in the order that keeps the best source longest.</summary>
internal sealed class ClaimRelease(BookState state)
{
    /// <summary>Units of a claim that can be given up.</summary>
    public static decimal Releasable(ClaimBook claim, bool picked, bool unclaimed = true) =>
        claim.Open - (picked ? 0m : claim.Picked) + (unclaimed ? claim.Unclaimed + claim.InFlight : 0m);

    /// <summary>
    /// Cancels units of a line: those not claimed yet, preordered, backordered, reserved, allocated and, when wanted, picked ones, in this order;
    /// among places the worst first.
    /// </summary>
    /// <returns>Units of the line that were given up.</returns>
    public decimal Cancel(ClaimedLine line, decimal quantity, bool picked, bool unclaimed = true)
    {
        var given = Math.Min(quantity, line.Least(claim => Releasable(claim, picked, unclaimed)));
        foreach (var claim in line.Claims)
        {
            Release(claim, given * line.Per(claim), picked, unclaimed);
        }

        return given;
    }

    /// <summary>Gives up everything of an order except what is picked.</summary>
    public void CancelOrder(OrderBook order)
    {
        foreach (var line in order.Lines.Values)
        {
            foreach (var claim in line.Claims)
            {
                Release(claim, Releasable(claim, picked: false), picked: false, unclaimed: true);
            }

            var recall = line.Most(static claim => claim.Picked);
            line.Cancelled += Math.Max(0m, line.Ordered - line.Cancelled - line.Compensated - line.Shipped - recall);
            if (recall > 0m)
            {
                state.Raise(new StockIssue(StockIssueCodes.RecallRequired) { Order = order.Id, Line = line.Number, Quantity = recall });
            }
        }

        order.IsCancelled = true;
    }

    /// <summary>Gives up held units of a cart line.</summary>
    public void ReleaseHold(ClaimedLine line, decimal quantity)
    {
        foreach (var claim in line.Claims)
        {
            Release(claim, quantity * line.Per(claim), picked: false, unclaimed: false);
        }
    }

    /// <summary>Gives up all held units of a cart line.</summary>
    public void ReleaseHold(ClaimedLine line)
    {
        foreach (var claim in line.Claims)
        {
            Release(claim, claim.Held, picked: false, unclaimed: false);
        }
    }

    /// <summary>Gives up all open units of an intent.</summary>
    public void ReleaseAll(ClaimedLine line)
    {
        foreach (var claim in line.Claims)
        {
            Release(claim, claim.Open, picked: true, unclaimed: false);
        }
    }

    /// <summary>Locations of a claim's units, the worst first.</summary>
    public IReadOnlyList<string> WorstFirst(ClaimBook claim, StockAccountKind kind) => [.. claim.Located(kind).Keys.OrderDescending(state.Places)];

    private void Release(ClaimBook claim, decimal quantity, bool picked, bool unclaimed)
    {
        var left = quantity;
        void Take(StockAccountKind from, StockAccountKind to, string location = "")
        {
            var given = Math.Min(left, claim.Of(from, location));
            state.Ledger.Claim(claim, from, to, given, location);
            left -= Math.Max(0m, given);
        }

        if (unclaimed)
        {
            Take(StockAccountKind.Unclaimed, StockAccountKind.Dropped);
            Take(StockAccountKind.InFlight, StockAccountKind.Dropped);
        }

        Take(StockAccountKind.Preordered, StockAccountKind.Released);
        Take(StockAccountKind.Backordered, StockAccountKind.Released);
        Take(StockAccountKind.BackorderedByErp, StockAccountKind.Released);
        foreach (var kind in (ReadOnlySpan<StockAccountKind>)[StockAccountKind.Held, StockAccountKind.Reserved])
        {
            Take(kind, StockAccountKind.Released);
            foreach (var location in WorstFirst(claim, kind))
            {
                Take(kind, StockAccountKind.Released, location);
            }
        }

        foreach (var kind in picked ? (ReadOnlySpan<StockAccountKind>)[StockAccountKind.Allocated, StockAccountKind.Picked] : [StockAccountKind.Allocated])
        {
            foreach (var location in WorstFirst(claim, kind))
            {
                Take(kind, StockAccountKind.Released, location);
            }
        }
    }
}
