namespace ErpSync.Inventory;

/// <summary>A moment in an order's life at which a reservation rule may ask for its units.</summary>
public enum ReservationMoment
{
    /// <summary>The order was placed.</summary>
    Placed,

    /// <summary>Its payment was authorised.</summary>
    Authorised,

    /// <summary>Money of it was captured.</summary>
    Captured,
}
