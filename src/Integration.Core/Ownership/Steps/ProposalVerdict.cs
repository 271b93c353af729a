namespace ErpSync.Ownership;

/// <summary>Decision about a proposal.</summary>
public enum ProposalVerdict
{
    /// <summary>The value becomes the owner's.</summary>
    Accept,

    /// <summary>It does not.</summary>
    Decline,
}
