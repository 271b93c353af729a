namespace ErpSync.Inventory;

/// <summary>Something that happened to stock, carts, orders or payments. Quantities are in base units (kits: kits) unless a line states a unit.</summary>
public abstract record InventoryEvent
{
    private InventoryEvent()
    {
    }

    /// <summary>Id under which it is delivered; one that was seen before has no effect. Null when the source gives none.</summary>
    public string? Id { get; init; }

    /// <summary>When it happened. Null, or an instant before the last event's, counts as the last event's.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Order that must be known before the event can have its effect, or null.</summary>
    internal virtual string? DependsOn => null;

    /// <summary>Nothing but time passed.</summary>
    public sealed record TimePassed : InventoryEvent;

    /// <summary>An event of an order that was placed before.</summary>
    /// <param name="Order">Order id.</param>
    public abstract record OfOrder(string Order) : InventoryEvent
    {
        internal override string? DependsOn => Order;
    }

    /// <summary>A cart asks for units.</summary>
    /// <param name="Cart">Cart id.</param>
    /// <param name="Lines">Lines.</param>
    public sealed record CartHeld(string Cart, IReadOnlyList<ClaimLine> Lines) : InventoryEvent
    {
        /// <summary>Shopper's session, or null.</summary>
        public string? Session { get; init; }

        /// <summary>Customer class, decides how long a hold lives.</summary>
        public string? CustomerClass { get; init; }

        /// <summary>Channel, or null.</summary>
        public string? Channel { get; init; }

        /// <summary>Pool, or null for the channel's.</summary>
        public string? Pool { get; init; }
    }

    /// <summary>A cart line changed; zero gives it up.</summary>
    /// <param name="Cart">Cart id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Quantity">New quantity.</param>
    public sealed record CartChanged(string Cart, int Line, decimal Quantity) : InventoryEvent;

    /// <summary>A cart was given up.</summary>
    /// <param name="Cart">Cart id.</param>
    public sealed record CartAbandoned(string Cart) : InventoryEvent;

    /// <summary>The shopper began to pay.</summary>
    /// <param name="Cart">Cart id.</param>
    /// <param name="Intent">Payment intent, for people.</param>
    /// <param name="PayableUntil">Until when the payment can still succeed.</param>
    public sealed record PaymentStarted(string Cart, string Intent, DateTimeOffset PayableUntil) : InventoryEvent;

    /// <summary>The payment can no longer succeed.</summary>
    /// <param name="Cart">Cart id.</param>
    public sealed record PaymentVoided(string Cart) : InventoryEvent;

    /// <summary>An order is about to be saved: its claim is made before.</summary>
    /// <param name="Intent">Intent id.</param>
    /// <param name="Lines">Lines.</param>
    public sealed record OrderIntended(string Intent, IReadOnlyList<ClaimLine> Lines) : InventoryEvent
    {
        /// <summary>Channel, or null.</summary>
        public string? Channel { get; init; }

        /// <summary>Pool, or null for the channel's.</summary>
        public string? Pool { get; init; }
    }

    /// <summary>An order was placed.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Lines">Lines.</param>
    public sealed record OrderPlaced(string Order, IReadOnlyList<ClaimLine> Lines) : InventoryEvent
    {
        /// <summary>Cart it came from, or null.</summary>
        public string? Cart { get; init; }

        /// <summary>Intent it fulfils, or null.</summary>
        public string? Intent { get; init; }

        /// <summary>Shopper's session, or null for the cart's.</summary>
        public string? Session { get; init; }

        /// <summary>Channel, or null.</summary>
        public string? Channel { get; init; }

        /// <summary>Pool, or null for the channel's.</summary>
        public string? Pool { get; init; }

        /// <summary>Place in the backlog; smaller first. Default 100.</summary>
        public int Priority { get; init; } = 100;

        /// <summary>Promised date, or null.</summary>
        public DateTimeOffset? Promised { get; init; }
    }

    /// <summary>The payment was authorised.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Transaction">Transaction id, or null.</param>
    public sealed record Authorised(string Order, string? Transaction = null) : OfOrder(Order);

    /// <summary>Money was captured: for the named lines, for an amount, or, when neither is stated, for everything.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Transaction">Transaction id, or null.</param>
    public sealed record Captured(string Order, string? Transaction = null) : OfOrder(Order)
    {
        /// <summary>Amount, or null.</summary>
        public decimal? Amount { get; init; }

        /// <summary>Lines, or null.</summary>
        public IReadOnlyList<LineUnits>? Lines { get; init; }
    }

    /// <summary>The payment failed: the order is cancelled.</summary>
    /// <param name="Order">Order id.</param>
    public sealed record PaymentFailed(string Order) : OfOrder(Order);

    /// <summary>The order was edited.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Changes">Changes.</param>
    public sealed record OrderEdited(string Order, IReadOnlyList<LineChange> Changes) : OfOrder(Order);

    /// <summary>Units of a line were cancelled.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Quantity">Units.</param>
    /// <param name="Recall">True takes picked units too.</param>
    public sealed record LineCancelled(string Order, int Line, decimal Quantity, bool Recall = false) : OfOrder(Order);

    /// <summary>The order's reserved units shall get locations.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Policy">Policy for this once, or null for the general one.</param>
    public sealed record AllocationRequested(string Order, AllocationPolicy? Policy = null) : OfOrder(Order);

    /// <summary>Allocated units move to another location.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="From">Location that gives.</param>
    /// <param name="To">Location that takes.</param>
    /// <param name="Quantity">Units.</param>
    public sealed record Reallocated(string Order, int Line, string From, string To, decimal Quantity) : OfOrder(Order);

    /// <summary>Allocated units were picked.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units.</param>
    public sealed record Picked(string Order, int Line, string Location, decimal Quantity) : OfOrder(Order);

    /// <summary>Units left a location.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units.</param>
    public sealed record Shipped(string Order, int Line, string Location, decimal Quantity) : OfOrder(Order)
    {
        /// <summary>Document of the shipment, unique over all lines, or null.</summary>
        public string? Document { get; init; }

        /// <summary>Number of the goods issue in the ERP, or null while unknown.</summary>
        public long? IssueSequence { get; init; }

        /// <summary>Instant of the goods issue, or null while unknown.</summary>
        public DateTimeOffset? IssuedAt { get; init; }
    }

    /// <summary>The ERP posted a goods issue.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units.</param>
    /// <param name="Document">Document of the shipment.</param>
    public sealed record GoodsIssued(string Order, int Line, string Location, decimal Quantity, string Document) : OfOrder(Order)
    {
        /// <summary>Its number, or null while unknown.</summary>
        public long? Sequence { get; init; }

        /// <summary>Its instant, or null while unknown.</summary>
        public DateTimeOffset? IssuedAt { get; init; }
    }

    /// <summary>A shipment was reversed before it left.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units.</param>
    public sealed record FulfilmentCancelled(string Order, int Line, string Location, decimal Quantity) : OfOrder(Order);

    /// <summary>Goods came back.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Location">Location that received them.</param>
    /// <param name="Disposition">What becomes of them.</param>
    public sealed record ReturnReceived(string Order, int Line, string Location, ReturnDisposition Disposition) : OfOrder(Order);

    /// <summary>Money was paid back. It moves no stock by itself.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Quantity">Units refunded.</param>
    /// <param name="CancelQuantity">Unshipped units that are cancelled with it.</param>
    public sealed record MoneyRefunded(string Order, int Line, decimal Quantity, decimal CancelQuantity = 0m) : OfOrder(Order);

    /// <summary>The ERP has taken over the order, or a line of it.</summary>
    /// <param name="Order">Order id.</param>
    public sealed record ErpAcknowledged(string Order) : OfOrder(Order)
    {
        /// <summary>Line, or null for all.</summary>
        public int? Line { get; init; }

        /// <summary>Number of the ERP's entry, or null.</summary>
        public long? Sequence { get; init; }

        /// <summary>When, or null for the instant of the event.</summary>
        public DateTimeOffset? AcknowledgedAt { get; init; }

        /// <summary>Location at which the ERP nets the line, or null.</summary>
        public string? Location { get; init; }
    }

    /// <summary>The ERP has taken over a cancellation.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Quantity">Units.</param>
    /// <param name="Sequence">Number of the ERP's entry.</param>
    public sealed record ErpCancelAcknowledged(string Order, int Line, decimal Quantity, long Sequence) : OfOrder(Order);

    /// <summary>The ERP decided where a line ships from.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Allocations">Units per location.</param>
    /// <param name="Backordered">Units it backordered.</param>
    public sealed record ErpAllocated(string Order, int Line, IReadOnlyDictionary<string, decimal> Allocations, decimal Backordered = 0m) : OfOrder(Order);

    /// <summary>The ERP reported the status of an order.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Status">Status, for example <c>Fulfilled</c> or <c>Cancelled</c>.</param>
    public sealed record ErpStatusReported(string Order, string Status) : OfOrder(Order);

    /// <summary>A person releases a claim whose end was lost.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Quantity">Units.</param>
    /// <param name="Reason">Why; needed.</param>
    /// <param name="Actor">Who; needed.</param>
    public sealed record Compensated(string Order, int Line, decimal Quantity, string? Reason, string? Actor) : OfOrder(Order);

    /// <summary>A system closed the order.</summary>
    /// <param name="Order">Order id.</param>
    /// <param name="System">Which one.</param>
    public sealed record OrderClosed(string Order, ClosingSystem System) : InventoryEvent;

    /// <summary>The settled claims of an order shall be summed up.</summary>
    /// <param name="Order">Order id.</param>
    public sealed record CompactionRequested(string Order) : InventoryEvent;

    /// <summary>Goods were inspected.</summary>
    /// <param name="Sku">SKU.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Pass">Units that become sellable.</param>
    /// <param name="Fail">Units that are damaged.</param>
    public sealed record Inspected(string Sku, string Location, decimal Pass, decimal Fail) : InventoryEvent;

    /// <summary>Goods came from a supplier.</summary>
    /// <param name="Sku">SKU.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units.</param>
    /// <param name="Receipt">Expected receipt it belongs to, or null.</param>
    public sealed record Received(string Sku, string Location, decimal Quantity, string? Receipt = null) : InventoryEvent;

    /// <summary>Somebody corrected the stock.</summary>
    /// <param name="Sku">SKU.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units, signed.</param>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Adjusted(string Sku, string Location, decimal Quantity, string Reason) : InventoryEvent;

    /// <summary>Goods left for another location.</summary>
    /// <param name="Transfer">Transfer id.</param>
    /// <param name="Sku">SKU.</param>
    /// <param name="From">Location they left.</param>
    /// <param name="To">Location they go to.</param>
    /// <param name="Quantity">Units.</param>
    /// <param name="ExpectedAt">When they arrive, or null when unknown.</param>
    public sealed record TransferShipped(string Transfer, string Sku, string From, string To, decimal Quantity, DateTimeOffset? ExpectedAt = null) : InventoryEvent;

    /// <summary>Goods of a transfer arrived.</summary>
    /// <param name="Transfer">Transfer id.</param>
    /// <param name="Quantity">Units that arrived.</param>
    /// <param name="Lost">Units that never will.</param>
    public sealed record TransferReceived(string Transfer, decimal Quantity, decimal Lost = 0m) : InventoryEvent;

    /// <summary>A count began: the book quantity of this moment is what it is compared with.</summary>
    /// <param name="Count">Count id.</param>
    /// <param name="Sku">SKU.</param>
    /// <param name="Location">Location.</param>
    public sealed record CountStarted(string Count, string Sku, string Location) : InventoryEvent;

    /// <summary>A count that began ended.</summary>
    /// <param name="Count">Count id.</param>
    /// <param name="Quantity">Units counted.</param>
    public sealed record CountPosted(string Count, decimal Quantity) : InventoryEvent;

    /// <summary>A count with the book quantity it was compared with.</summary>
    /// <param name="Sku">SKU.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units counted.</param>
    /// <param name="Book">Units the books showed.</param>
    public sealed record Counted(string Sku, string Location, decimal Quantity, decimal Book) : InventoryEvent;

    /// <summary>A kit is made of something else from now on; claims keep the recipe they were made with.</summary>
    /// <param name="Sku">SKU of the kit.</param>
    /// <param name="Components">New components.</param>
    public sealed record RecipeChanged(string Sku, IReadOnlyDictionary<string, decimal> Components) : InventoryEvent;

    /// <summary>The ERP moved stock.</summary>
    /// <param name="Sku">SKU.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Quantity">Units, signed.</param>
    /// <param name="Sequence">Number of the ERP's entry.</param>
    public sealed record ErpMoved(string Sku, string Location, decimal Quantity, long Sequence) : InventoryEvent;

    /// <summary>A stock snapshot arrived.</summary>
    /// <param name="Sku">SKU.</param>
    /// <param name="Location">Location.</param>
    /// <param name="Snapshot">The snapshot.</param>
    public sealed record SnapshotTaken(string Sku, string Location, StockSnapshot Snapshot) : InventoryEvent
    {
        /// <summary>True applies it although it would be ignored; needs <see cref="Actor"/> and <see cref="Reason"/>.</summary>
        public bool Force { get; init; }

        /// <summary>Who forces it.</summary>
        public string? Actor { get; init; }

        /// <summary>Why it is forced.</summary>
        public string? Reason { get; init; }
    }
}
