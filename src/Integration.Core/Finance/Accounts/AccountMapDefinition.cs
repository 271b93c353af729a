namespace ErpSync.Finance.Accounts;

/// <summary>A chart of accounts map as it is written down, before it is checked.</summary>
public sealed record AccountMapDefinition
{
    /// <summary>Rules; their order says nothing.</summary>
    public IReadOnlyList<AccountRule> Rules { get; init; } = [];

    /// <summary>The ERP's chart, or null to check no accounts.</summary>
    public IReadOnlyList<ChartAccount>? Chart { get; init; }

    /// <summary>Countries by region.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Regions { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Role to ask when a role has no rule that fits.</summary>
    public IReadOnlyDictionary<AccountRole, AccountRole> FallbackRoles { get; init; } = new Dictionary<AccountRole, AccountRole>();

    /// <summary>Account that takes what no rule answers, or null: such a document waits.</summary>
    public string? SuspenseAccount { get; init; }
}
