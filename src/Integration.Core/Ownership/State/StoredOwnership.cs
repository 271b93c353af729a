namespace ErpSync.Ownership;

/// <summary>Shape of a state in a store.</summary>
internal sealed record StoredOwnership
{
    public required IReadOnlyList<RecordState> Records { get; init; }

    public required IReadOnlyList<FieldOverride> Overrides { get; init; }

    public required IReadOnlyList<Proposal> Proposals { get; init; }

    public int OpenedProposals { get; init; }

    public required IReadOnlyList<string> Events { get; init; }
}
