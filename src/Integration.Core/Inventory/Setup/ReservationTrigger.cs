namespace ErpSync.Inventory;

/// <summary>The moment at which an order claims its units.</summary>
public enum ReservationTrigger
{
    /// <summary>When a cart holds them, for a limited time.</summary>
    Cart,

    /// <summary>When the order is placed.</summary>
    OrderPlaced,

    /// <summary>When the payment is authorised.</summary>
    Authorised,

    /// <summary>When the money is captured.</summary>
    Captured,

    /// <summary>Never: the ERP reserves, and its snapshots are what is sold.</summary>
    None,
}
