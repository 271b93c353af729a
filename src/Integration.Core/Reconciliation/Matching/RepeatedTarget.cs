namespace ErpSync.Reconciliation.Matching;

/// <summary>A target that repeats or contradicts an earlier one.</summary>
/// <param name="First">The earlier one.</param>
/// <param name="Later">The later one, which is left out.</param>
/// <param name="IsConflict">True when one key has two contents.</param>
internal sealed record RepeatedTarget(Candidate First, Candidate Later, bool IsConflict);
