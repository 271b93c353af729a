namespace ErpSync.Finance.Accounts;

/// <summary>Answer of a chart of accounts map: an account and why, or a problem.</summary>
public sealed record AccountAnswer
{
    /// <summary>Account number; with a problem the account that cannot be used, or null.</summary>
    public string? Account { get; init; }

    /// <summary>Id of the rule that answered, or null.</summary>
    public string? Rule { get; init; }

    /// <summary>Role whose rule answered instead of the asked one, or null.</summary>
    public AccountRole? FallbackRole { get; init; }

    /// <summary>True when nothing answered and the suspense account takes it.</summary>
    public bool IsSuspense { get; init; }

    /// <summary>Dimension values the posting carries.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary><c>UnmappedAccount</c> or <c>AccountNotPostable</c>; null when the account can be used.</summary>
    public string? Problem { get; init; }

    /// <summary>Role that was asked for.</summary>
    public required AccountRole Role { get; init; }
}
