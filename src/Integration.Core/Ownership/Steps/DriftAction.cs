namespace ErpSync.Ownership;

/// <summary>What is done about drift.</summary>
public enum DriftAction
{
    /// <summary>Refused; the difference stays visible.</summary>
    Reject,

    /// <summary>Kept as a proposal that needs a decision.</summary>
    Quarantine,

    /// <summary>The value that counts is published to the writer again.</summary>
    Revert,

    /// <summary>Kept as a proposal for the owner.</summary>
    Propose,

    /// <summary>A person must look; nothing is written.</summary>
    Escalate,

    /// <summary>It is given time.</summary>
    Wait,

    /// <summary>The value is published again.</summary>
    Republish,

    /// <summary>A person must find out.</summary>
    Investigate,
}
