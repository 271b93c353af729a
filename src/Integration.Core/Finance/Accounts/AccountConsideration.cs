namespace ErpSync.Finance.Accounts;

/// <summary>A rule that was looked at, and what became of it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">For example <c>answers</c>, <c>less specific than R2</c>, <c>not valid on 2026-07-01</c>, <c>channel is Web, not Amazon</c>.</param>
public sealed record AccountConsideration(AccountRule Rule, string Outcome);
