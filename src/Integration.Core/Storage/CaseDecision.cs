namespace ErpSync.Storage;

/// <summary>A person's decision about a case.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Actor">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record CaseDecision(CaseAction Action, string Actor, string Reason, DateTimeOffset At);
