namespace ErpSync.Reconciliation.Results;

/// <summary>Where a break stands after the run.</summary>
public enum BreakStatus
{
    /// <summary>Somebody must act.</summary>
    Open,

    /// <summary>Settles with time.</summary>
    CarriedForward,

    /// <summary>Should have settled already.</summary>
    Escalated,

    /// <summary>Nothing to do.</summary>
    NoActionNeeded,

    /// <summary>Resolved within the limits.</summary>
    AutoResolved,
}
