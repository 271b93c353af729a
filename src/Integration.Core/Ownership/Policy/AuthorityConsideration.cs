namespace ErpSync.Ownership;

/// <summary>A rule that was looked at.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Why">Why it answers or does not.</param>
public sealed record AuthorityConsideration(AuthorityRule Rule, string Why);
