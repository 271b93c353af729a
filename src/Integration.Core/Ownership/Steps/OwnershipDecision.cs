namespace ErpSync.Ownership;

/// <summary>What a step came to.</summary>
public enum OwnershipDecision
{
    /// <summary>The value became the owner's.</summary>
    Apply,

    /// <summary>A source's value was taken into a shared field.</summary>
    Accept,

    /// <summary>The value is kept as the owner's and shown when the override ends.</summary>
    Pending,

    /// <summary>Nothing to do.</summary>
    NoOp,

    /// <summary>Older than what is known; nothing changed.</summary>
    Stale,

    /// <summary>Refused.</summary>
    Reject,

    /// <summary>Counted and forgotten.</summary>
    Ignore,

    /// <summary>Kept as a proposal that needs a person or the owner.</summary>
    Quarantine,

    /// <summary>Kept as a proposal for the owner.</summary>
    Propose,

    /// <summary>The value that counts is published to the writer again.</summary>
    Revert,

    /// <summary>Not reverted any more: a person must look.</summary>
    Escalate,

    /// <summary>A publication arrived.</summary>
    Acknowledged,

    /// <summary>An override holds.</summary>
    OverrideStarted,

    /// <summary>An override ended early.</summary>
    OverrideEnded,

    /// <summary>The record moved on and a field changed hands.</summary>
    HandedOff,

    /// <summary>The record moved on.</summary>
    Transitioned,

    /// <summary>A proposal was refused.</summary>
    Declined,

    /// <summary>An escalation ended.</summary>
    Cleared,

    /// <summary>Reads were compared.</summary>
    Scanned,

    /// <summary>Time passed.</summary>
    Advanced,
}
