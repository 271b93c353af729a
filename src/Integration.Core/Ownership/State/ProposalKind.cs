namespace ErpSync.Ownership;

/// <summary>Who decides about a proposal.</summary>
public enum ProposalKind
{
    /// <summary>The owner or a steward.</summary>
    Quarantine,

    /// <summary>The owner.</summary>
    Propose,
}
