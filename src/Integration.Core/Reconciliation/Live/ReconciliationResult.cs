using ErpSync.Reconciliation.Results;
using ErpSync.Storage;

namespace ErpSync.Reconciliation.Live;

/// <summary>A run over the systems.</summary>
/// <param name="Report">What it found. Its scope carries the watermarks: how far each system was read.</param>
/// <param name="Subjects">Order behind each break that belongs to one, by <see cref="ReconciliationBreak.Key"/>; behind a tax, which belongs to many, by <see cref="ReconciliationBreak.Evidence"/>.</param>
public sealed record ReconciliationResult(ReconciliationReport Report, IReadOnlyDictionary<string, SubjectKey> Subjects);
