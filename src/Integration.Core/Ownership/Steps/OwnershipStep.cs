using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>Something that happens to the fields of a state. Steps never go back in time.</summary>
[JsonDerivedType(typeof(StartOverride), "startOverride")]
[JsonDerivedType(typeof(ReleaseOverride), "releaseOverride")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(Clear), "clear")]
public abstract record OwnershipStep
{
    private OwnershipStep()
    {
    }

    /// <summary>When it happens.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A system states a value.</summary>
    public sealed record Write : OwnershipStep
    {
        /// <summary>The field.</summary>
        public required FieldKey Field { get; init; }

        /// <summary>The system.</summary>
        public required string Writer { get; init; }

        /// <summary>The value.</summary>
        public required FieldValue Value { get; init; }

        /// <summary>Its version, or none.</summary>
        public FieldVersion? Version { get; init; }

        /// <summary>Person in that system, <see cref="Systems.Integration"/> for our own connection, or null when not known.</summary>
        public string? Actor { get; init; }

        /// <summary>Id of the event, the same when it is delivered again; null when it has none.</summary>
        public string? EventId { get; init; }

        /// <summary>What the statement rests on, or none.</summary>
        public Evidence? Evidence { get; init; }

        /// <summary>Dimension values, used when the record is not known yet.</summary>
        public IReadOnlyDictionary<string, string> Scope { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

        /// <summary>Lifecycle state, used when the record is not known yet.</summary>
        public string? State { get; init; }
    }

    /// <summary>The last publication to a target arrived.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Target">The target.</param>
    public sealed record Acknowledge(FieldKey Field, string Target) : OwnershipStep;

    /// <summary>Somebody asks for a value over the owner's for a while.</summary>
    /// <param name="Id">Id of the override.</param>
    /// <param name="Field">The field.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Actor">Who asks.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Duration">For how long.</param>
    public sealed record StartOverride(string Id, FieldKey Field, FieldValue Value, string Actor, string? Reason, TimeSpan Duration) : OwnershipStep;

    /// <summary>Somebody ends an override early.</summary>
    /// <param name="Override">Id of the override.</param>
    /// <param name="Actor">Who asks.</param>
    public sealed record ReleaseOverride(string Override, string Actor) : OwnershipStep;

    /// <summary>A record moves on in its lifecycle.</summary>
    /// <param name="Record">The record.</param>
    /// <param name="To">The new state.</param>
    /// <param name="Outgoing">Old owner and its last number, when a field changes hands.</param>
    /// <param name="Incoming">New owner and its first number.</param>
    public sealed record Transition(RecordKey Record, string To, HandOffSide? Outgoing = null, HandOffSide? Incoming = null) : OwnershipStep;

    /// <summary>Somebody decides about a proposal.</summary>
    /// <param name="Proposal">Id of the proposal.</param>
    /// <param name="By">The owner, or <see cref="Systems.Steward"/>.</param>
    /// <param name="Verdict">The decision.</param>
    /// <param name="Version">Number the owner gives the accepted value, or none.</param>
    /// <param name="Reason">Why it is declined.</param>
    public sealed record Answer(string Proposal, string By, ProposalVerdict Verdict, long? Version = null, string? Reason = null) : OwnershipStep;

    /// <summary>A person ends an escalation: reverting may go on.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Actor">Who.</param>
    public sealed record Clear(FieldKey Field, string? Actor = null) : OwnershipStep;

    /// <summary>What a target shows was read back.</summary>
    /// <param name="Target">The target.</param>
    /// <param name="Reads">What was read.</param>
    public sealed record Scan(string Target, IReadOnlyList<FieldRead> Reads) : OwnershipStep;

    /// <summary>Only time passes: overrides may end.</summary>
    public sealed record Advance : OwnershipStep;
}
