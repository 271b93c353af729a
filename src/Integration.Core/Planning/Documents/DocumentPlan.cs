namespace ErpSync.Planning.Documents;

/// <summary>What one run of the document planner wants.</summary>
/// <param name="Documents">Documents to create or change: the order's, exchanges in order of the returns, refunds by time and id.</param>
/// <param name="Holds">What waits and why; it is tried again on the next run.</param>
/// <param name="Skipped">What needs no document and why.</param>
/// <param name="Payments">Payment suggestions, empty unless asked for.</param>
public sealed record DocumentPlan(
    IReadOnlyList<PlannedDocument> Documents,
    IReadOnlyList<DocumentHold> Holds,
    IReadOnlyList<SkippedSubject> Skipped,
    IReadOnlyList<PaymentSuggestion> Payments);
