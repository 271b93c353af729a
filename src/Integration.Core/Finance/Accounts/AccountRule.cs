namespace ErpSync.Finance.Accounts;

/// <summary>One rule of a chart of accounts map: role and conditions to an account.</summary>
public sealed record AccountRule
{
    /// <summary>Id, unique within the map.</summary>
    public required string Id { get; init; }

    /// <summary>Name of an <see cref="AccountRole"/>; checked at load.</summary>
    public required string Role { get; init; }

    /// <summary>Account number in the ERP.</summary>
    public required string Account { get; init; }

    /// <summary>Conditions by key (<see cref="AccountKeys"/>); keys not stated accept anything.</summary>
    public IReadOnlyDictionary<string, AccountCondition> Match { get; init; } = new Dictionary<string, AccountCondition>(StringComparer.Ordinal);

    /// <summary>Decides between rules of equal specificity, higher first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>First posting date it is valid on, or null.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last posting date it is valid on, or null.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Dimension values that postings by this rule carry.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool IsValidOn(DateOnly date) => !(ValidFrom > date) && !(ValidTo < date);
}
