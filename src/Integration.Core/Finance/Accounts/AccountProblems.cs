namespace ErpSync.Finance.Accounts;

/// <summary>Problems of an <see cref="AccountAnswer"/>.</summary>
public static class AccountProblems
{
    /// <summary>No rule, no fallback and no suspense account answers.</summary>
    public const string Unmapped = "UnmappedAccount";

    /// <summary>The account is inactive, not postable or not valid on the posting date. The next best rule is not tried.</summary>
    public const string NotPostable = "AccountNotPostable";
}
