namespace ErpSync.Inventory;

/// <summary>The usual reservation rules.</summary>
public static class ReservationRule
{
    /// <summary>The rule that claims at one moment for all orders.</summary>
    /// <param name="trigger">The moment.</param>
    public static IReservationRule At(ReservationTrigger trigger) =>
        Enum.IsDefined(trigger) ? new TriggerRule(trigger) : throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Unknown reservation trigger.");

    private sealed record TriggerRule(ReservationTrigger Trigger) : IReservationRule
    {
        public bool HoldsCarts => Trigger == ReservationTrigger.Cart;

        public bool LeftToErp => Trigger == ReservationTrigger.None;

        public bool ClaimsAt(ReservationMoment moment, ReservationSubject order) => Trigger switch
        {
            ReservationTrigger.Cart or ReservationTrigger.OrderPlaced => moment == ReservationMoment.Placed,
            ReservationTrigger.Authorised => moment == ReservationMoment.Authorised,
            ReservationTrigger.Captured => moment == ReservationMoment.Captured,
            _ => false,
        };
    }
}
