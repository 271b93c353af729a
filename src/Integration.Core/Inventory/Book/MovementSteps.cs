namespace ErpSync.Inventory;

/// <summary>Goods that move without an order.</summary>
internal sealed class MovementSteps(BookState state, AllocationSteps allocation)
{
    private readonly Dictionary<string, InventoryEvent.TransferShipped> _transfers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CellKey Cell, decimal Book)> _counts = new(StringComparer.Ordinal);

    public InventoryResult Receive(InventoryEvent.Received received)
    {
        var sku = state.Sku(received.Sku);
        Move(sku, new StockAccount(StockAccountKind.Supplier), received.Location, received.Quantity);
        if (received.Receipt is { } receipt)
        {
            LowerIncoming(sku, receipt, received.Quantity);
        }

        return Done();
    }

    public InventoryResult Adjust(InventoryEvent.Adjusted adjusted) => Correct(adjusted.Sku, adjusted.Location, adjusted.Quantity);

    public InventoryResult Count(InventoryEvent.Counted counted) => Correct(counted.Sku, counted.Location, counted.Quantity - counted.Book);

    public InventoryResult StartCount(InventoryEvent.CountStarted started)
    {
        _counts[started.Count] = (new CellKey(started.Sku, started.Location), state.Sku(started.Sku).Cell(started.Location).Sellable);
        return Done();
    }

    public InventoryResult PostCount(InventoryEvent.CountPosted posted) =>
        _counts.Remove(posted.Count, out var started)
            ? Correct(started.Cell.Sku, started.Cell.Location, posted.Quantity - started.Book)
            : new InventoryResult(InventoryOutcome.Refused);

    public InventoryResult Inspect(InventoryEvent.Inspected inspected)
    {
        var sku = state.Sku(inspected.Sku);
        var quality = new StockAccount(StockAccountKind.Quality, inspected.Location);
        if (inspected.Pass + inspected.Fail > sku.Cell(inspected.Location)[StockAccountKind.Quality])
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        state.Ledger.Move(sku, quality, new StockAccount(StockAccountKind.Sellable, inspected.Location), inspected.Pass);
        state.Ledger.Move(sku, quality, new StockAccount(StockAccountKind.Damaged, inspected.Location), inspected.Fail);
        return Done();
    }

    public InventoryResult ShipTransfer(InventoryEvent.TransferShipped shipped)
    {
        if (!_transfers.TryAdd(shipped.Transfer, shipped))
        {
            return new InventoryResult(InventoryOutcome.Duplicate);
        }

        var sku = state.Sku(shipped.Sku);
        state.Ledger.Move(sku, new StockAccount(StockAccountKind.Sellable, shipped.From), new StockAccount(StockAccountKind.Transit), shipped.Quantity);
        Expect(sku, new ExpectedReceipt(shipped.Transfer, shipped.Sku, shipped.To, shipped.Quantity, shipped.ExpectedAt));
        return Done();
    }

    public InventoryResult ReceiveTransfer(InventoryEvent.TransferReceived received)
    {
        if (!_transfers.TryGetValue(received.Transfer, out var transfer))
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        var sku = state.Sku(transfer.Sku);
        var transit = new StockAccount(StockAccountKind.Transit);
        Move(sku, transit, transfer.To, received.Quantity);
        state.Ledger.Move(sku, transit, new StockAccount(StockAccountKind.Variance), received.Lost);
        LowerIncoming(sku, received.Transfer, received.Quantity + received.Lost);
        return Done();
    }

    /// <summary>Notes goods on their way.</summary>
    public void Expect(SkuBook sku, ExpectedReceipt receipt)
    {
        sku.Cell(receipt.Location).Receipts.Add(new ReceiptBook(receipt.Id, receipt.ExpectedAt));
        state.Ledger.Move(sku, new StockAccount(StockAccountKind.Expected), new StockAccount(StockAccountKind.Incoming, receipt.Location, receipt.Id), receipt.Quantity);
    }

    private InventoryResult Correct(string sku, string location, decimal difference)
    {
        var book = state.Sku(sku);
        Move(book, new StockAccount(StockAccountKind.Variance), location, difference);
        allocation.Shrink(book);
        return Done();
    }

    private void Move(SkuBook sku, StockAccount from, string location, decimal quantity) =>
        state.Ledger.Move(sku, from, new StockAccount(StockAccountKind.Sellable, location), quantity);

    private void LowerIncoming(SkuBook sku, string id, decimal quantity)
    {
        foreach (var cell in sku.Cells.Values)
        {
            if (cell.Receipts.Find(each => each.Id == id) is { } receipt)
            {
                state.Ledger.Move(
                    sku, new StockAccount(StockAccountKind.Incoming, cell.Location, id), new StockAccount(StockAccountKind.Expected), Math.Min(quantity, receipt.Quantity));
            }
        }
    }

    private static InventoryResult Done() => new(InventoryOutcome.Ok);
}
