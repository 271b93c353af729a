using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>Reads the steps that are events of the library; the steps of the simulated shop are read where it is.</summary>
internal static class StepReader
{
    /// <summary>The event of a step, or null when the step is none.</summary>
    public static InventoryEvent? Read(string name, Node node, InventoryPolicies policies)
    {
        var at = node.OptionalInstant("at");
        var id = node.OptionalText("eventId");
        return Event(name, node, policies) is { } happened ? happened with { At = at, Id = id } : null;
    }

    public static ClaimLine Line(Node node) =>
        new(node.Whole("line"), node.Text("sku"), node.Number("qty"), node.OptionalText("unit"), node.OptionalNumber("unitPrice"));

    public static StockSnapshot Snapshot(Node node) => new(node.Choice<SnapshotKind>("kind"), node.Number("qty"))
    {
        Watermark = (long?)node.OptionalNumber("watermark"),
        AsOf = node.OptionalInstant("asOf"),
        Orders = node.Has("orders") ? node.Texts("orders") : null,
    };

    private static InventoryEvent? Event(string name, Node node, InventoryPolicies policies) => name switch
    {
        "cartHold" => new InventoryEvent.CartHeld(node.Text("cart"), node.List("lines", Line))
        {
            Session = node.OptionalText("session"),
            CustomerClass = node.OptionalText("customerClass"),
            Channel = node.OptionalText("channel"),
            Pool = node.OptionalText("pool"),
        },
        "cartChange" => new InventoryEvent.CartChanged(node.Text("cart"), node.Whole("line"), node.Number("qty")),
        "cartAbandon" => new InventoryEvent.CartAbandoned(node.Text("cart")),
        "paymentStarted" => new InventoryEvent.PaymentStarted(node.Text("cart"), node.OptionalText("intent") ?? "", node.Instant("payableUntil")),
        "paymentVoided" => new InventoryEvent.PaymentVoided(node.Text("cart")),
        "orderIntent" => new InventoryEvent.OrderIntended(node.Text("intent"), node.List("lines", Line))
        {
            Channel = node.OptionalText("channel"),
            Pool = node.OptionalText("pool"),
        },
        "orderPlaced" => new InventoryEvent.OrderPlaced(node.Text("order"), node.List("lines", Line))
        {
            Cart = node.OptionalText("cart"),
            Intent = node.OptionalText("intent"),
            Session = node.OptionalText("session"),
            Channel = node.OptionalText("channel"),
            Pool = node.OptionalText("pool"),
            Priority = node.OptionalWhole("priority") ?? 100,
            Promised = node.OptionalInstant("promised"),
        },
        "paymentAuthorised" => new InventoryEvent.Authorised(node.Text("order"), node.OptionalText("txn")),
        "paymentCaptured" => new InventoryEvent.Captured(node.Text("order"), node.OptionalText("txn"))
        {
            Amount = node.OptionalNumber("amount"),
            Lines = node.Has("lines") ? node.List("lines", static line => new LineUnits(line.Whole("line"), line.Number("qty"))) : null,
        },
        "paymentFailed" => new InventoryEvent.PaymentFailed(node.Text("order")),
        "orderEdit" => new InventoryEvent.OrderEdited(node.Text("order"), node.List("changes", static change =>
            new LineChange(change.Whole("line"), change.OptionalNumber("qty"), change.OptionalNumber("unitPrice"), change.OptionalText("sku")))),
        "cancelLine" => new InventoryEvent.LineCancelled(node.Text("order"), node.Whole("line"), node.Number("qty"), node.Flag("recall")),
        "allocate" => new InventoryEvent.AllocationRequested(node.Text("order"), PolicyReader.Allocation(node, policies.Allocation)),
        "reallocate" => new InventoryEvent.Reallocated(node.Text("order"), node.Whole("line"), node.Text("from"), node.Text("to"), node.Number("qty")),
        "pick" => new InventoryEvent.Picked(node.Text("order"), node.Whole("line"), node.Text("location"), node.Number("qty")),
        "ship" => new InventoryEvent.Shipped(node.Text("order"), node.Whole("line"), node.Text("location"), node.Number("qty"))
        {
            Document = node.OptionalText("document"),
            IssueSequence = (long?)node.OptionalNumber("giSeq"),
            IssuedAt = node.OptionalInstant("giAt"),
        },
        "erpIssue" => new InventoryEvent.GoodsIssued(node.Text("order"), node.Whole("line"), node.Text("location"), node.Number("qty"), node.Text("document"))
        {
            Sequence = (long?)node.OptionalNumber("seq"),
            IssuedAt = node.OptionalInstant("giAt"),
        },
        "cancelFulfilment" => new InventoryEvent.FulfilmentCancelled(node.Text("order"), node.Whole("line"), node.Text("location"), node.Number("qty")),
        "returnReceived" => new InventoryEvent.ReturnReceived(node.Text("order"), node.Whole("line"), node.Text("location"), node.Child("dispositions").Read(Disposition)),
        "refundMoney" => Refund(node),
        "erpAck" => new InventoryEvent.ErpAcknowledged(node.Text("order"))
        {
            Line = node.OptionalWhole("line"),
            Sequence = (long?)node.OptionalNumber("seq"),
            AcknowledgedAt = node.OptionalInstant("ackAt"),
            Location = node.OptionalText("location"),
        },
        "erpCancelAck" => new InventoryEvent.ErpCancelAcknowledged(node.Text("order"), node.Whole("line"), node.Number("qty"), (long)node.Number("seq")),
        "erpAllocation" => new InventoryEvent.ErpAllocated(
            node.Text("order"), node.Whole("line"), node.Find("allocations") is { } places ? GivenReader.Numbers(places) : [], node.OptionalNumber("backordered") ?? 0m),
        "erpStatus" => new InventoryEvent.ErpStatusReported(node.Text("order"), node.Text("status")),
        "closeOrder" => new InventoryEvent.OrderClosed(node.Text("order"), node.Text("system") == "shop" ? ClosingSystem.Shop : ClosingSystem.Erp),
        "compensate" => new InventoryEvent.Compensated(node.Text("order"), node.Whole("line"), node.Number("qty"), node.OptionalText("reason"), node.OptionalText("actor")),
        "compact" => new InventoryEvent.CompactionRequested(node.Text("order")),
        _ => Movement(name, node),
    };

    private static InventoryEvent? Movement(string name, Node node) => name switch
    {
        "inspect" => new InventoryEvent.Inspected(node.Text("sku"), node.Text("location"), node.OptionalNumber("pass") ?? 0m, node.OptionalNumber("fail") ?? 0m),
        "stockReceived" => new InventoryEvent.Received(node.Text("sku"), node.Text("location"), node.Number("qty"), node.OptionalText("incoming")),
        "adjust" => new InventoryEvent.Adjusted(node.Text("sku"), node.Text("location"), node.Number("qty"), node.OptionalText("reason") ?? ""),
        "transferShip" => new InventoryEvent.TransferShipped(
            node.Text("transfer"), node.Text("sku"), node.Text("from"), node.Text("to"), node.Number("qty"), node.OptionalInstant("eta")),
        "transferReceive" => new InventoryEvent.TransferReceived(node.Text("transfer"), node.Number("qty"), node.OptionalNumber("lost") ?? 0m),
        "countStart" => new InventoryEvent.CountStarted(node.Text("count"), node.Text("sku"), node.Text("location")),
        "countPost" => new InventoryEvent.CountPosted(node.Text("count"), node.Number("counted")),
        "count" => new InventoryEvent.Counted(node.Text("sku"), node.Text("location"), node.Number("counted"), node.Number("book")),
        "bomChange" => new InventoryEvent.RecipeChanged(node.Text("sku"), GivenReader.Numbers(node.Get("components"))),
        "erpDelta" => new InventoryEvent.ErpMoved(node.Text("sku"), node.Text("location"), node.Number("qty"), (long)node.Number("seq")),
        "snapshot" => new InventoryEvent.SnapshotTaken(node.Text("sku"), node.Text("location"), Snapshot(node))
        {
            Force = node.Flag("force"),
            Actor = node.OptionalText("actor"),
            Reason = node.OptionalText("reason"),
        },
        _ => null,
    };

    private static ReturnDisposition Disposition(Node node) => new(
        node.OptionalNumber("Restock") ?? 0m, node.OptionalNumber("Inspect") ?? 0m, node.OptionalNumber("Damaged") ?? 0m, node.OptionalNumber("NoRestock") ?? 0m);

    private static InventoryEvent.MoneyRefunded Refund(Node node)
    {
        // The amount is the accountants'; stock does not depend on it.
        _ = node.OptionalNumber("amount");
        return new InventoryEvent.MoneyRefunded(node.Text("order"), node.Whole("line"), node.OptionalNumber("qty") ?? 0m, node.OptionalNumber("cancelQty") ?? 0m);
    }
}
