namespace ErpSync.Reconciliation.Results;

/// <summary>What should happen about a break. Repairs go through the ordinary flows only.</summary>
public enum BreakAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A person decides.</summary>
    AskPerson,

    /// <summary>It is expected to settle; the next run looks again.</summary>
    CarryForward,

    /// <summary>A person finds out why.</summary>
    Investigate,

    /// <summary>Post the realised exchange difference.</summary>
    PostFxRealised,

    /// <summary>Post to the rounding account.</summary>
    PostRounding,

    /// <summary>Propose to release the claim.</summary>
    ProposeCompensation,

    /// <summary>Propose to change the documents after the order was edited.</summary>
    ProposeEditDocuments,

    /// <summary>Propose to refund.</summary>
    ProposeRefund,

    /// <summary>Propose to reverse the later document.</summary>
    ProposeReversal,

    /// <summary>Correct the mapping, then run again.</summary>
    Remap,

    /// <summary>Run the flow again.</summary>
    Rerun,

    /// <summary>Hold it until somebody decides.</summary>
    Quarantine,

    /// <summary>Write the owner’s value again.</summary>
    Revert,

    /// <summary>Propose the foreign value to the owner.</summary>
    Propose,

    /// <summary>Take the foreign value.</summary>
    Accept,

    /// <summary>Report it only.</summary>
    Reject,

    /// <summary>Count it only.</summary>
    Ignore,
}
