namespace ErpSync.Inventory;

/// <summary>
/// Decides when the units of an order are claimed. <see cref="ReservationRule.At"/> gives the usual ones; a rule of your own may, for example,
/// claim wholesale orders when they are placed and all others when their money is captured. Pure: the same question always gets the same answer.
/// </summary>
public interface IReservationRule
{
    /// <summary>True when carts hold units for a limited time. Otherwise a cart is only told whether there is enough.</summary>
    bool HoldsCarts { get; }

    /// <summary>True when nothing is ever claimed here because the ERP reserves: units of orders are in flight until its snapshots contain them.</summary>
    bool LeftToErp { get; }

    /// <summary>Whether units of the order that are not claimed yet are claimed at this moment.</summary>
    /// <param name="moment">What just happened.</param>
    /// <param name="order">The order.</param>
    bool ClaimsAt(ReservationMoment moment, ReservationSubject order);
}
