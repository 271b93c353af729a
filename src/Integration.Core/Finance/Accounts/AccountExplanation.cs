namespace ErpSync.Finance.Accounts;

/// <summary>An answer with every rule of the role that was looked at.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Considered">Rules of the asked role, then of the fallback role if it was asked.</param>
public sealed record AccountExplanation(AccountAnswer Answer, IReadOnlyList<AccountConsideration> Considered);
