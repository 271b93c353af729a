namespace ErpSync.Finance.Journal;

/// <summary>What became of an event.</summary>
public enum JournalOutcome
{
    /// <summary>At least one journal.</summary>
    Posted,

    /// <summary>Accepted, nothing to post.</summary>
    NoPosting,

    /// <summary>Seen before with the same content.</summary>
    AlreadyApplied,

    /// <summary>Refused; nothing changed, it may be delivered again.</summary>
    Rejected,

    /// <summary>Its order is quarantined.</summary>
    Parked,
}
