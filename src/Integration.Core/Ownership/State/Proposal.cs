namespace ErpSync.Ownership;

/// <summary>A value that somebody wrote and somebody else decides about.</summary>
public sealed record Proposal
{
    /// <summary>Id: <c>P1</c>, <c>P2</c>, … in order of opening within its state.</summary>
    public required string Id { get; init; }

    /// <summary>Who decides.</summary>
    public required ProposalKind Kind { get; init; }

    /// <summary>The field.</summary>
    public required FieldKey Field { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Writer { get; init; }

    /// <summary>The proposed value.</summary>
    public required FieldValue Value { get; init; }

    /// <summary>Version the writer gave it, or none.</summary>
    public FieldVersion? Version { get; init; }

    /// <summary>Why it was not taken, a code of <see cref="OwnershipCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Where it stands. Default <see cref="ProposalStatus.Open"/>.</summary>
    public ProposalStatus Status { get; init; }
}
