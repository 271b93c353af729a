namespace ErpSync.Model;

/// <summary>How far a payout is.</summary>
public enum PayoutStatus
{
    /// <summary>Announced or under way; its parts may still change.</summary>
    Scheduled,

    /// <summary>Sent to the bank.</summary>
    Paid,

    /// <summary>The bank did not take it; the money is back with the gateway.</summary>
    Failed,

    /// <summary>Called off before it was sent.</summary>
    Cancelled,
}
