namespace ErpSync.Connectors;

/// <summary>What keeping subscriptions alive found and did.</summary>
/// <param name="Wanted">Subscriptions that should exist.</param>
/// <param name="Created">Missing ones that were created.</param>
/// <param name="Repaired">Wrong ones that were corrected or renewed.</param>
/// <param name="CheckAgainAfter">Latest time until the next look.</param>
/// <param name="Findings">What an operator should know.</param>
public sealed record SubscriptionReport(int Wanted, int Created, int Repaired, TimeSpan CheckAgainAfter, IReadOnlyList<ConnectionFinding> Findings);
