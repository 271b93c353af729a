namespace ErpSync.Inventory;

/// <summary>Where units are, or what they are promised for. Stock moves between the first group, claims between the second; nothing moves across.</summary>
public enum StockAccountKind
{
    /// <summary>Stock that was there when the ledger began.</summary>
    Opening,

    /// <summary>On the shelf, can be sold. May become negative: physical facts are never refused.</summary>
    Sellable,

    /// <summary>On the shelf, to be inspected.</summary>
    Quality,

    /// <summary>On the shelf, damaged.</summary>
    Damaged,

    /// <summary>On the shelf, blocked.</summary>
    Quarantine,

    /// <summary>At suppliers.</summary>
    Supplier,

    /// <summary>At customers.</summary>
    Customer,

    /// <summary>Between locations.</summary>
    Transit,

    /// <summary>Differences found.</summary>
    Variance,

    /// <summary>Thrown away.</summary>
    Scrap,

    /// <summary>Counterpart of <see cref="Incoming"/>.</summary>
    Expected,

    /// <summary>Expected receipts; never part of the stock.</summary>
    Incoming,

    /// <summary>Counterpart of all claims.</summary>
    Requested,

    /// <summary>Ordered, the moment to claim has not come.</summary>
    Unclaimed,

    /// <summary>Ordered, left to the ERP.</summary>
    InFlight,

    /// <summary>Held by a cart.</summary>
    Held,

    /// <summary>Reserved at the pool, or pinned to a location of it.</summary>
    Reserved,

    /// <summary>Allocated to a location.</summary>
    Allocated,

    /// <summary>Picked at a location.</summary>
    Picked,

    /// <summary>Backordered.</summary>
    Backordered,

    /// <summary>Backordered by decision of the ERP, which alone ends it.</summary>
    BackorderedByErp,

    /// <summary>Preordered.</summary>
    Preordered,

    /// <summary>Claim ended by a shipment.</summary>
    Consumed,

    /// <summary>Claim ended by cancellation, expiry or compensation.</summary>
    Released,

    /// <summary>Claim of a cart or intent that became an order's.</summary>
    Converted,

    /// <summary>Units that were cancelled before they were claimed.</summary>
    Dropped,
}
