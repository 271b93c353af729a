namespace ErpSync.Ownership;

/// <summary>What is done with a write by somebody who is not entitled to it.</summary>
public enum ForeignWriteAction
{
    /// <summary>It is refused and recorded. The default.</summary>
    Reject,

    /// <summary>It is kept as a proposal and becomes a case.</summary>
    Quarantine,

    /// <summary>The value that counts is published to the writer again.</summary>
    Revert,

    /// <summary>It is kept as a proposal for the owner.</summary>
    Propose,

    /// <summary>It counts like the owner's: only for shared fields.</summary>
    Accept,

    /// <summary>It is counted and forgotten.</summary>
    Ignore,
}
