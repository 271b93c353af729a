namespace ErpSync.Inventory;

/// <summary>What the ERP reports: acknowledgements, movements and snapshots.</summary>
internal sealed class ErpSteps(BookState state, AllocationSteps allocation)
{
    public InventoryResult Acknowledge(InventoryEvent.ErpAcknowledged acknowledged, OrderBook order)
    {
        foreach (var line in order.Lines.Values.Where(line => acknowledged.Line is not { } number || line.Number == number))
        {
            var before = NettingCells(line).Where(cell => cell.Base!.Covers(line)).ToHashSet();
            line.AckSequence = acknowledged.Sequence ?? line.AckSequence;
            line.AckAt = acknowledged.AcknowledgedAt ?? state.Now;
            line.AckLocation = acknowledged.Location ?? line.AckLocation;
            foreach (var claim in line.Claims)
            {
                foreach (var cell in claim.Sku.Cells.Values.Where(cell => IsLaterKnown(cell) && cell.Base!.Covers(line) && !before.Contains(cell)).ToList())
                {
                    var shipped = claim.Sku.Shipments.Where(each => each.Line == line && each.Location == cell.Location).Sum(static each => each.Quantity);
                    Correct(claim.Sku, cell.Location, NettedAt(claim, cell.Location) + shipped);
                }
            }

            SetOverdueTimer(line);
            state.Changed.UnionWith(line.Claims.Select(static claim => claim.Sku.Sku));
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult AcknowledgeCancel(InventoryEvent.ErpCancelAcknowledged confirmed, OrderBook order)
    {
        if (order.Line(confirmed.Line) is not { } line)
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        line.ConfirmedCancels.Add((confirmed.Quantity, confirmed.Sequence));
        foreach (var cell in line.Claims.SelectMany(static claim => claim.Sku.Cells.Values).Where(cell => cell.Base?.CoversCancel(confirmed.Sequence) == true))
        {
            var index = cell.Unconfirmed.FindIndex(row => row.Order == order.Id && row.Line == line.Number);
            if (index >= 0)
            {
                var row = cell.Unconfirmed[index];
                cell.Unconfirmed[index] = row with { Quantity = Math.Max(0m, row.Quantity - confirmed.Quantity) };
            }
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Move(InventoryEvent.ErpMoved moved)
    {
        var sku = state.Sku(moved.Sku);
        var cell = sku.Cell(moved.Location);
        if (moved.Sequence <= cell.Base?.Snapshot.Watermark)
        {
            return new InventoryResult(InventoryOutcome.AlreadyIncluded);
        }

        cell.Deltas.Add((moved.Sequence, moved.Quantity));
        Correct(sku, moved.Location, moved.Quantity);
        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Snapshot(InventoryEvent.SnapshotTaken taken)
    {
        var sku = state.Sku(taken.Sku);
        var cell = sku.Cell(taken.Location);
        var age = cell.Base is { } last ? SnapshotBase.Compare(taken.Snapshot, last.Snapshot) : null;
        var refused = age switch
        {
            < 0 => InventoryOutcome.StaleSnapshot,
            0 when taken.Snapshot.Quantity == cell.Base!.Snapshot.Quantity => InventoryOutcome.NoOp,
            0 => InventoryOutcome.SnapshotConflict,
            _ => InventoryOutcome.Applied,
        };
        var forced = taken.Force && !string.IsNullOrWhiteSpace(taken.Actor) && !string.IsNullOrWhiteSpace(taken.Reason);
        if (refused != InventoryOutcome.Applied && !forced)
        {
            return new InventoryResult(refused);
        }

        Apply(sku, cell, new SnapshotBase(taken.Snapshot, state.Now, state.Policies.Snapshots));
        allocation.Shrink(sku);
        return new InventoryResult(refused == InventoryOutcome.Applied ? refused : InventoryOutcome.Rebased);
    }

    /// <summary>Sets the timer that asks whether a snapshot contains the line by then.</summary>
    public void SetOverdueTimer(ClaimedLine line)
    {
        if (state.Policies.Snapshots.Overdue is not { } overdue || line.AckAt is not { } acknowledged || line.OverdueReported)
        {
            return;
        }

        state.Timers.Set(acknowledged + overdue, TimerKind.SnapshotOverdue, _ =>
        {
            if (line.AckAt == acknowledged && !line.OverdueReported && line.Claims.Any(static claim => claim.Reserved + claim.Allocated > 0m)
                && !line.Claims.All(claim => IsCoveredInPool(claim)))
            {
                line.OverdueReported = true;
                state.Raise(new StockIssue(StockIssueCodes.SnapshotOverdue) { Order = line.Owner.Id, Line = line.Number });
            }
        });
    }

    private void Apply(SkuBook sku, CellBook cell, SnapshotBase snapshot)
    {
        cell.Base = snapshot;
        state.Changed.Add(sku.Sku);
        if (snapshot.Snapshot.Watermark is { } watermark)
        {
            cell.Deltas.RemoveAll(delta => delta.Sequence <= watermark);
        }
        else
        {
            cell.Deltas.Clear();
        }

        var quantity = snapshot.Snapshot.Quantity + cell.Deltas.Sum(static delta => delta.Quantity);
        var shipments = sku.Shipments.Where(shipment => shipment.Location == cell.Location);
        if (snapshot.IsOnHand)
        {
            quantity -= shipments.Where(shipment => !snapshot.Covers(shipment)).Sum(static shipment => shipment.Quantity);
        }
        else
        {
            quantity += sku.Active.Where(claim => claim.Owner is OrderBook && snapshot.Covers(claim.Line)).Sum(claim => NettedAt(claim, cell.Location));
            quantity -= shipments.Where(shipment => !snapshot.Covers(shipment.Line)).Sum(static shipment => shipment.Quantity);
        }

        Correct(sku, cell.Location, quantity - cell.Sellable);
        cell.Unconfirmed.Clear();
        if (!snapshot.IsOnHand)
        {
            cell.Unconfirmed.AddRange(Unconfirmed(sku, cell, snapshot));
        }

        if (!snapshot.IsSequenced && !snapshot.IsOrdered && snapshot.Snapshot.Orders is null)
        {
            state.Raise(new StockIssue(StockIssueCodes.UnorderedSnapshot) { Sku = sku.Sku, Location = cell.Location });
        }
    }

    private IEnumerable<UnconfirmedCancellation> Unconfirmed(SkuBook sku, CellBook cell, SnapshotBase snapshot) =>
        from line in sku.Cancelled
        where line.AckAt is not null && line.Cancelled > 0m && snapshot.Covers(line)
            && (line.AckLocation ?? state.Places.First(line.Owner.Pool)) == cell.Location
        let left = line.Cancelled - line.ConfirmedCancels.Where(each => snapshot.CoversCancel(each.Sequence)).Sum(static each => each.Quantity)
        where left > 0m
        orderby line.Owner.Id, line.Number
        select new UnconfirmedCancellation(line.Owner.Id, line.Number, left);

    /// <summary>What the ERP nets of a claim at a location: all of it where the acknowledgement says, otherwise where the units are.</summary>
    private decimal NettedAt(ClaimBook claim, string location)
    {
        if (claim.Line.AckLocation is { } acknowledged)
        {
            return acknowledged == location ? claim.Firm : 0m;
        }

        var here = claim.Located(StockAccountKind.Allocated, StockAccountKind.Picked, StockAccountKind.Reserved).GetValueOrDefault(location);
        return location == state.Places.First(claim.Owner.Pool) ? here + claim.Of(StockAccountKind.Reserved) + claim.Backordered + claim.Preordered : here;
    }

    private static IEnumerable<CellBook> NettingCells(ClaimedLine line) => line.Claims.SelectMany(static claim => claim.Sku.Cells.Values).Where(IsLaterKnown);

    /// <summary>Whether a snapshot nets lines and a later acknowledgement can tell that it contains one.</summary>
    private static bool IsLaterKnown(CellBook cell) => cell.Base is { IsOnHand: false, IsOrdered: true };

    private bool IsCoveredInPool(ClaimBook claim) =>
        state.Places.Ranked(claim.Owner.Pool).Any(location => claim.Sku.Cells.TryGetValue(location, out var cell) && cell.Base?.Covers(claim.Line) == true);

    private void Correct(SkuBook sku, string location, decimal quantity) =>
        state.Ledger.Move(sku, new StockAccount(StockAccountKind.Variance), new StockAccount(StockAccountKind.Sellable, location), quantity);
}
