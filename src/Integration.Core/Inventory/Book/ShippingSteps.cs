namespace ErpSync.Inventory;

/// <summary>Goods that are picked, leave and come back.</summary>
internal sealed class ShippingSteps(BookState state, ClaimRelease release)
{
    private readonly Dictionary<string, DocumentBook> _documents = new(StringComparer.Ordinal);

    /// <summary>Called when units of an order's line left.</summary>
    public event Action<OrderBook, ClaimedLine, decimal>? Left;

    public InventoryResult Pick(InventoryEvent.Picked picked, OrderBook order)
    {
        var line = order.Line(picked.Line);
        if (line is null || picked.Quantity <= 0m || line.Claims.Any(claim => claim.Of(StockAccountKind.Allocated, picked.Location) < picked.Quantity * line.Per(claim)))
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        foreach (var claim in line.Claims)
        {
            state.Ledger.Claim(claim, StockAccountKind.Allocated, StockAccountKind.Picked, picked.Quantity * line.Per(claim), picked.Location, picked.Location);
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Ship(InventoryEvent.Shipped shipped, OrderBook order)
    {
        if (order.Line(shipped.Line) is not { } line)
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        if (shipped.Document is { } document && _documents.TryGetValue(document, out var known))
        {
            var first = !known.FromShop;
            known.FromShop = true;
            return new InventoryResult(first ? InventoryOutcome.Matched : InventoryOutcome.Duplicate);
        }

        var shipments = Leave(order, line, shipped.Location, shipped.Quantity, shipped.IssueSequence, shipped.IssuedAt);
        Remember(shipped.Document, shipments, fromShop: true);
        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Issue(InventoryEvent.GoodsIssued issued, OrderBook order)
    {
        if (order.Line(issued.Line) is not { } line)
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        if (!_documents.TryGetValue(issued.Document, out var known))
        {
            Remember(issued.Document, Leave(order, line, issued.Location, issued.Quantity, issued.Sequence, issued.IssuedAt), fromShop: false);
            return new InventoryResult(InventoryOutcome.Consumed);
        }

        foreach (var (sku, shipment) in known.Shipments)
        {
            var snapshot = sku.Cell(shipment.Location).Base;
            var before = snapshot is { IsOnHand: true } && snapshot.Covers(shipment);
            shipment.IssueSequence = issued.Sequence ?? shipment.IssueSequence;
            shipment.IssuedAt = issued.IssuedAt ?? shipment.IssuedAt;
            if (!before && snapshot is { IsOnHand: true } && snapshot.Covers(shipment))
            {
                Correct(sku, shipment.Location, shipment.Quantity);
            }
        }

        return new InventoryResult(InventoryOutcome.Matched);
    }

    public InventoryResult CancelFulfilment(InventoryEvent.FulfilmentCancelled reversed, OrderBook order)
    {
        if (order.Line(reversed.Line) is not { } line)
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        foreach (var claim in line.Claims)
        {
            var units = reversed.Quantity * line.Per(claim);
            state.Ledger.Move(claim.Sku, new StockAccount(StockAccountKind.Customer), new StockAccount(StockAccountKind.Sellable, reversed.Location), units);
            state.Ledger.Claim(claim, StockAccountKind.Consumed, StockAccountKind.Allocated, Math.Min(units, claim.Of(StockAccountKind.Consumed)), "", reversed.Location);
            foreach (var shipment in claim.Sku.Shipments.FindAll(each => each.Line == line && each.Location == reversed.Location).AsEnumerable().Reverse())
            {
                var given = Math.Min(units, shipment.Quantity);
                shipment.Quantity -= given;
                units -= given;
            }
        }

        line.Shipped -= reversed.Quantity;
        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Return(InventoryEvent.ReturnReceived returned, OrderBook order)
    {
        if (order.Line(returned.Line) is not { } line)
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        line.Returned += returned.Disposition.Total;
        if (line.Returned > line.Shipped)
        {
            state.Raise(new StockIssue(StockIssueCodes.ReturnExceedsShipped) { Order = order.Id, Line = line.Number, Quantity = line.Returned - line.Shipped });
        }

        foreach (var claim in line.Claims)
        {
            Back(StockAccountKind.Sellable, returned.Disposition.Restock);
            Back(StockAccountKind.Quality, returned.Disposition.Inspect);
            Back(StockAccountKind.Damaged, returned.Disposition.Damaged);
            void Back(StockAccountKind bucket, decimal quantity) =>
                state.Ledger.Move(claim.Sku, new StockAccount(StockAccountKind.Customer), new StockAccount(bucket, returned.Location), quantity * line.Per(claim));
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    /// <summary>Notes a document of a shipment that was made before the ledger began.</summary>
    public void Remember(string? document, IReadOnlyList<(SkuBook Sku, ShipmentBook Shipment)> shipments, bool fromShop)
    {
        if (document is not null)
        {
            _documents[document] = new DocumentBook(shipments) { FromShop = fromShop };
        }
    }

    private List<(SkuBook Sku, ShipmentBook Shipment)> Leave(OrderBook order, ClaimedLine line, string location, decimal quantity, long? sequence, DateTimeOffset? at)
    {
        var shipments = new List<(SkuBook, ShipmentBook)>();
        var substituted = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var beyond = 0m;
        foreach (var claim in line.Claims)
        {
            var units = quantity * line.Per(claim);
            var shipment = new ShipmentBook(line, location) { Quantity = units, IssueSequence = sequence, IssuedAt = at };
            claim.Sku.Shipments.Add(shipment);
            shipments.Add((claim.Sku, shipment));
            var taken = Consume(claim, location, units);
            foreach (var (planned, moved) in taken.Elsewhere)
            {
                substituted[planned] = Math.Max(substituted.GetValueOrDefault(planned), line.IsKit ? decimal.Ceiling(moved / line.Per(claim)) : moved);
            }

            beyond = Math.Max(beyond, line.IsKit ? decimal.Ceiling(taken.Beyond / line.Per(claim)) : taken.Beyond);
            var inside = Inside(claim, location, shipment, units, taken.NotClaimed);
            state.Ledger.Move(claim.Sku, new StockAccount(StockAccountKind.Sellable, location), new StockAccount(StockAccountKind.Customer), units - inside);
            state.Ledger.Move(claim.Sku, new StockAccount(StockAccountKind.Variance), new StockAccount(StockAccountKind.Customer), inside);
        }

        foreach (var (planned, moved) in substituted.OrderByDescending(entry => entry.Key, state.Places))
        {
            state.Raise(new StockIssue(StockIssueCodes.SubstitutedSource) { Order = order.Id, Line = line.Number, Planned = planned, Actual = location, Quantity = moved });
        }

        line.Shipped += quantity;
        ReportBeyond(order, line, beyond);
        Left?.Invoke(order, line, quantity);
        return shipments;
    }

    /// <summary>Takes the claim for units that left: what is nearest to them first.</summary>
    private (Dictionary<string, decimal> Elsewhere, decimal NotClaimed, decimal Beyond) Consume(ClaimBook claim, string location, decimal units)
    {
        var left = units;
        decimal Take(StockAccountKind kind, string place = "")
        {
            var given = Math.Max(0m, Math.Min(left, claim.Of(kind, place)));
            state.Ledger.Claim(claim, kind, StockAccountKind.Consumed, given, place);
            left -= given;
            return given;
        }

        Take(StockAccountKind.Picked, location);
        Take(StockAccountKind.Allocated, location);
        Take(StockAccountKind.Reserved, location);
        Take(StockAccountKind.Reserved);
        foreach (var place in release.WorstFirst(claim, StockAccountKind.Reserved))
        {
            Take(StockAccountKind.Reserved, place);
        }

        var elsewhere = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var kind in (ReadOnlySpan<StockAccountKind>)[StockAccountKind.Allocated, StockAccountKind.Picked])
        {
            foreach (var place in release.WorstFirst(claim, kind))
            {
                if (Take(kind, place) is > 0m and var moved)
                {
                    elsewhere[place] = elsewhere.GetValueOrDefault(place) + moved;
                }
            }
        }

        Take(StockAccountKind.Backordered);
        Take(StockAccountKind.BackorderedByErp);
        Take(StockAccountKind.Preordered);
        var notClaimed = Take(StockAccountKind.Unclaimed) + Take(StockAccountKind.InFlight);
        return (elsewhere, notClaimed, left);
    }

    /// <summary>Units of a shipment that the last snapshot of the cell does not hold any more.</summary>
    private static decimal Inside(ClaimBook claim, string location, ShipmentBook shipment, decimal units, decimal notClaimed) =>
        claim.Sku.Cell(location).Base switch
        {
            { IsOnHand: true } snapshot => snapshot.Covers(shipment) ? units : 0m,
            { } snapshot => snapshot.Covers(claim.Line) ? notClaimed : 0m,
            null => 0m,
        };

    private void ReportBeyond(OrderBook order, ClaimedLine line, decimal beyond)
    {
        var cancelled = Math.Min(beyond, line.Cancelled);
        if (cancelled > 0m)
        {
            line.Cancelled -= cancelled;
            state.Raise(new StockIssue(StockIssueCodes.ShippedAfterCancel) { Order = order.Id, Line = line.Number, Quantity = cancelled });
        }

        if (beyond > cancelled)
        {
            state.Raise(new StockIssue(StockIssueCodes.OverShipped) { Order = order.Id, Line = line.Number, Quantity = beyond - cancelled });
        }
    }

    private void Correct(SkuBook sku, string location, decimal quantity) =>
        state.Ledger.Move(sku, new StockAccount(StockAccountKind.Variance), new StockAccount(StockAccountKind.Sellable, location), quantity);
}
