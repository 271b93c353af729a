namespace ErpSync.Ownership;

/// <summary>Where a proposal stands.</summary>
public enum ProposalStatus
{
    /// <summary>Nobody decided yet.</summary>
    Open,

    /// <summary>The value became the owner's, by decision or because the owner wrote it.</summary>
    Accepted,

    /// <summary>It was refused.</summary>
    Declined,

    /// <summary>The same writer proposed another value.</summary>
    Superseded,
}
