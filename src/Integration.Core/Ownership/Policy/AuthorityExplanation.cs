namespace ErpSync.Ownership;

/// <summary>Why a rule has authority over a field.</summary>
/// <param name="Rule">The rule, or null when none applies.</param>
/// <param name="Considered">Every rule of the entity, in the policy's order.</param>
public sealed record AuthorityExplanation(AuthorityRule? Rule, IReadOnlyList<AuthorityConsideration> Considered);
