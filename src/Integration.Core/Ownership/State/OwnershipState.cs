using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>
/// What is known about the fields of some records: values, publications, overrides, proposals. One state is one unit of consistency (a subject's
/// records); steps on it are serial. Immutable.
/// </summary>
public sealed record OwnershipState
{
    /// <summary>Events remembered to recognise a redelivery.</summary>
    public const int MostEvents = 1_000;

    /// <summary>Ended overrides and closed proposals remembered, each.</summary>
    public const int MostClosed = 200;

    /// <summary>Records by key.</summary>
    public ImmutableDictionary<RecordKey, RecordState> Records { get; init; } = ImmutableDictionary<RecordKey, RecordState>.Empty;

    /// <summary>Overrides by id, ended ones included up to <see cref="MostClosed"/>.</summary>
    public ImmutableDictionary<string, FieldOverride> Overrides { get; init; } = ImmutableDictionary.Create<string, FieldOverride>(StringComparer.Ordinal);

    /// <summary>Proposals in order of opening, closed ones included up to <see cref="MostClosed"/>.</summary>
    public ImmutableList<Proposal> Proposals { get; init; } = [];

    /// <summary>Proposals opened so far; the next id.</summary>
    public int OpenedProposals { get; init; }

    /// <summary>Ids of processed events, oldest first, up to <see cref="MostEvents"/>.</summary>
    public ImmutableList<string> Events { get; init; } = [];

    /// <summary>A field, or null when nothing is known about it.</summary>
    /// <param name="field">The field.</param>
    public FieldState? Find(FieldKey field) =>
        Records.TryGetValue(field.Record, out var record) ? record.Fields.GetValueOrDefault(field.Field) : null;
}
