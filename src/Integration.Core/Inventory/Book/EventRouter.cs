namespace ErpSync.Inventory;

/// <summary>Brings each event to the step that knows it; repeats have no effect, events that come before their order wait for it.</summary>
internal sealed class EventRouter(
    BookState state, CartSteps carts, OrderSteps orders, PaymentSteps payments, EditSteps edits, ShippingSteps shipping, AllocationSteps allocation,
    MovementSteps movements, ErpSteps erp, ClosingSteps closing)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<InventoryEvent>> _parked = new(StringComparer.Ordinal);

    public InventoryResult Handle(InventoryEvent happened)
    {
        if (happened.Id is { } id && !_seen.Add(id))
        {
            return new InventoryResult(InventoryOutcome.Duplicate);
        }

        if (happened.DependsOn is { } order && !state.Orders.ContainsKey(order))
        {
            Park(order, happened);
            return new InventoryResult(InventoryOutcome.Parked);
        }

        var result = Route(happened);
        if (happened is InventoryEvent.OrderPlaced placed && state.Orders.ContainsKey(placed.Order) && _parked.Remove(placed.Order, out var waiting))
        {
            waiting.ForEach(each => Route(each));
        }

        return result;
    }

    private void Park(string order, InventoryEvent happened)
    {
        if (!_parked.TryGetValue(order, out var waiting))
        {
            _parked.Add(order, waiting = []);
        }

        waiting.Add(happened);
        state.Timers.Set(state.Now + state.Policies.ParkTimeout, TimerKind.ParkTimeout, _ =>
        {
            if (_parked.TryGetValue(order, out var still) && still.Contains(happened))
            {
                state.Raise(new StockIssue(StockIssueCodes.ParkTimeout) { Order = order });
            }
        });
    }

    private InventoryResult Route(InventoryEvent happened) => happened switch
    {
        InventoryEvent.CartHeld held => carts.Hold(held),
        InventoryEvent.CartChanged changed => carts.Change(changed),
        InventoryEvent.CartAbandoned left => carts.Abandon(left),
        InventoryEvent.PaymentStarted started => carts.PaymentStarted(started),
        InventoryEvent.PaymentVoided voided => carts.PaymentVoided(voided),
        InventoryEvent.OrderIntended intended => orders.Intend(intended),
        InventoryEvent.OrderPlaced placed => orders.Place(placed),
        InventoryEvent.OfOrder ofOrder => Route(ofOrder, state.Orders[ofOrder.Order]),
        InventoryEvent.OrderClosed closed => closing.Close(closed),
        InventoryEvent.CompactionRequested compaction => closing.Compact(compaction.Order),
        InventoryEvent.Inspected inspected => movements.Inspect(inspected),
        InventoryEvent.Received received => movements.Receive(received),
        InventoryEvent.Adjusted adjusted => movements.Adjust(adjusted),
        InventoryEvent.TransferShipped shipped => movements.ShipTransfer(shipped),
        InventoryEvent.TransferReceived received => movements.ReceiveTransfer(received),
        InventoryEvent.CountStarted started => movements.StartCount(started),
        InventoryEvent.CountPosted posted => movements.PostCount(posted),
        InventoryEvent.Counted counted => movements.Count(counted),
        InventoryEvent.RecipeChanged recipe => Change(recipe),
        InventoryEvent.ErpMoved moved => erp.Move(moved),
        InventoryEvent.SnapshotTaken taken => erp.Snapshot(taken),
        _ => new InventoryResult(InventoryOutcome.Ok),
    };

    private InventoryResult Route(InventoryEvent.OfOrder happened, OrderBook order) => happened switch
    {
        InventoryEvent.Authorised paid => payments.Authorised(paid, order),
        InventoryEvent.Captured paid => payments.Captured(paid, order),
        InventoryEvent.PaymentFailed => payments.Failed(order),
        InventoryEvent.OrderEdited edited => edits.Edit(edited, order),
        InventoryEvent.LineCancelled cancelled => edits.Cancel(cancelled, order),
        InventoryEvent.MoneyRefunded refunded => edits.Refund(refunded, order),
        InventoryEvent.Compensated compensated => edits.Compensate(compensated, order),
        InventoryEvent.AllocationRequested asked => allocation.Allocate(asked, order),
        InventoryEvent.Reallocated moved => allocation.Reallocate(moved, order),
        InventoryEvent.ErpAllocated answer => allocation.ErpAllocated(answer, order),
        InventoryEvent.Picked picked => shipping.Pick(picked, order),
        InventoryEvent.Shipped shipped => shipping.Ship(shipped, order),
        InventoryEvent.GoodsIssued issued => shipping.Issue(issued, order),
        InventoryEvent.FulfilmentCancelled reversed => shipping.CancelFulfilment(reversed, order),
        InventoryEvent.ReturnReceived returned => shipping.Return(returned, order),
        InventoryEvent.ErpAcknowledged acknowledged => erp.Acknowledge(acknowledged, order),
        InventoryEvent.ErpCancelAcknowledged confirmed => erp.AcknowledgeCancel(confirmed, order),
        InventoryEvent.ErpStatusReported reported => Report(reported, order),
        _ => new InventoryResult(InventoryOutcome.Ok),
    };

    private InventoryResult Change(InventoryEvent.RecipeChanged recipe)
    {
        state.SetRecipe(recipe.Sku, recipe.Components);
        state.Changed.Add(recipe.Sku);
        return new InventoryResult(InventoryOutcome.Ok);
    }

    private static InventoryResult Report(InventoryEvent.ErpStatusReported reported, OrderBook order)
    {
        order.ErpStatus = reported.Status;
        return new InventoryResult(InventoryOutcome.Ok);
    }
}
