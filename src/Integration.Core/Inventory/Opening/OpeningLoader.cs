namespace ErpSync.Inventory;

/// <summary>Writes the first entries of a ledger.</summary>
internal sealed class OpeningLoader(
    BookState state, ClaimDesk desk, MovementSteps movements, ShippingSteps shipping, ErpSteps erp, OrderSteps orders, StockPublisher publisher)
{
    public void Load(InventoryOpening opening)
    {
        state.Now = opening.At;
        state.Ledger.Cause = "opening";
        foreach (var (cell, balance) in opening.Stock.OrderBy(static entry => entry.Key.ToString(), StringComparer.Ordinal))
        {
            Stock(cell, balance);
        }

        foreach (var receipt in opening.Receipts)
        {
            movements.Expect(state.Sku(receipt.Sku), receipt);
        }

        foreach (var (sku, taken) in opening.PreordersTaken)
        {
            state.PreordersTaken[sku] = taken;
        }

        var loaded = opening.Orders.Select(Order).ToList();
        foreach (var claim in loaded.SelectMany(static order => order.Lines.Values).SelectMany(static line => line.Claims))
        {
            PinRest(claim);
        }

        foreach (var (cell, snapshot) in opening.Bases)
        {
            state.Sku(cell.Sku).Cell(cell.Location).Base = new SnapshotBase(snapshot, state.Now, state.Policies.Snapshots);
        }

        foreach (var published in opening.Published)
        {
            publisher.Open(published);
        }

        state.ImportedRows.AddRange(opening.ImportedRows);
        foreach (var order in opening.ClosedOrders)
        {
            state.Closed.Add((order, ClosingSystem.Shop));
            state.Closed.Add((order, ClosingSystem.Erp));
        }
    }

    private void Stock(CellKey cell, CellBalance balance)
    {
        var sku = state.Sku(cell.Sku);
        sku.Cell(cell.Location);
        foreach (var (kind, quantity) in new[]
        {
            (StockAccountKind.Sellable, balance.Sellable), (StockAccountKind.Quality, balance.Quality),
            (StockAccountKind.Damaged, balance.Damaged), (StockAccountKind.Quarantine, balance.Quarantine),
        })
        {
            state.Ledger.Move(sku, new StockAccount(StockAccountKind.Opening), new StockAccount(kind, cell.Location), quantity);
        }
    }

    private OrderBook Order(OpeningOrder opening)
    {
        var order = new OrderBook(opening.Order, state.PoolOf(opening.Pool, opening.Channel), opening.Channel, opening.Priority, opening.Promised)
        {
            PlacedAt = opening.PlacedAt ?? state.Now,
            Session = opening.Session,
            IsAuthorised = opening.Payment != PaymentProgress.None,
            IsCaptured = opening.Payment == PaymentProgress.Captured,
        };
        state.Orders.Add(order.Id, order);
        foreach (var line in opening.Lines)
        {
            Line(order, line);
        }

        if (state.Policies.UnpaidTimeout is { } timeout)
        {
            orders.SetUnpaidTimer(order, timeout);
        }

        return order;
    }

    private void Line(OrderBook order, OpeningLine opening)
    {
        var line = new ClaimedLine(order, opening.Line, opening.Sku, null, state.Sku)
        {
            UnitPrice = opening.UnitPrice,
            Ordered = opening.Quantity,
            Compensated = 0m,
            Shipped = opening.Shipped.Sum(static each => each.Quantity),
            Returned = opening.Returned,
            AckSequence = opening.AcknowledgedSequence,
            AckAt = opening.AcknowledgedAt ?? (opening.AcknowledgedSequence is null ? null : state.Now),
            AckLocation = opening.AcknowledgedLocation,
        };
        order.Lines.Add(line.Number, line);
        if (opening.Cancelled > 0m)
        {
            line.Cancelled = opening.Cancelled;
        }

        Claim(line.Claims[0], opening);
        line.Since = opening.Since ?? state.Now;
        foreach (var each in opening.Shipped)
        {
            var shipment = new ShipmentBook(line, each.Location) { Quantity = each.Quantity, IssueSequence = each.IssueSequence, IssuedAt = each.IssuedAt };
            line.Claims[0].Sku.Shipments.Add(shipment);
            shipping.Remember(each.Document, [(line.Claims[0].Sku, shipment)], fromShop: true);
        }

        erp.SetOverdueTimer(line);
    }

    private void Claim(ClaimBook claim, OpeningLine opening)
    {
        var line = claim.Line;
        var reserved = opening.Reserved ?? Math.Max(
            0m, opening.Quantity - opening.Allocated.Values.Sum() - opening.Backordered - opening.Preordered - opening.Unclaimed - opening.InFlight - line.Shipped - opening.Cancelled);
        void Put(StockAccountKind kind, decimal quantity, string location = "") =>
            state.Ledger.Claim(claim, StockAccountKind.Requested, kind, quantity, "", location);
        foreach (var (location, quantity) in opening.Allocated)
        {
            var picked = opening.Picked.GetValueOrDefault(location);
            Put(StockAccountKind.Picked, picked, location);
            Put(StockAccountKind.Allocated, quantity - picked, location);
        }

        foreach (var (location, quantity) in opening.Pins)
        {
            Put(StockAccountKind.Reserved, quantity, location);
        }

        Put(StockAccountKind.Reserved, reserved - opening.Pins.Values.Sum());
        Put(StockAccountKind.Backordered, opening.Backordered);
        Put(StockAccountKind.Preordered, opening.Preordered);
        Put(StockAccountKind.Unclaimed, opening.Unclaimed);
        Put(StockAccountKind.InFlight, opening.InFlight);
        Put(StockAccountKind.Consumed, line.Shipped);
        Put(StockAccountKind.Released, opening.Cancelled);
    }

    private void PinRest(ClaimBook claim)
    {
        var unpinned = claim.Of(StockAccountKind.Reserved);
        if (unpinned > 0m && claim.Located(StockAccountKind.Reserved).Count == 0 && state.Places.IsShared(claim.Owner.Pool))
        {
            var since = claim.Line.Since;
            desk.Pin(claim, StockAccountKind.Reserved, StockAccountKind.Reserved, unpinned, Availability.AllocatableAt);
            claim.Line.Since = since;
        }
    }
}
