using ErpSync.Ownership;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Whose number a field is, why, and what happened lately.</summary>
/// <param name="Field">The field.</param>
/// <param name="Authority">The rule that answers, and why the others do not.</param>
/// <param name="State">Values, publications, override; null when nothing is known about the field yet.</param>
/// <param name="Proposals">Open proposals for it.</param>
/// <param name="Lately">Steps of its subject that concern ownership, oldest first.</param>
public sealed record FieldExplanation(
    FieldKey Field, AuthorityExplanation Authority, FieldState? State, IReadOnlyList<Proposal> Proposals, IReadOnlyList<TimelineEntry> Lately);
