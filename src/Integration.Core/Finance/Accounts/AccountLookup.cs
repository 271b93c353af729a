namespace ErpSync.Finance.Accounts;

/// <summary>The accounts of a host: a map with conditions that is asked first, then plain numbers by role. Immutable and thread-safe.</summary>
/// <param name="map">Map with conditions, or null.</param>
/// <param name="numbers">Account numbers by role, for what the map does not answer.</param>
public sealed class AccountLookup(AccountMap? map, IReadOnlyDictionary<AccountRole, string> numbers)
{
    /// <summary>Begins the rule id of an answer that a plain number gave, <c>role:Sales</c>.</summary>
    public const string PlainRule = "role:";

    /// <summary>Every account that any rule or number names, whatever its conditions.</summary>
    public IReadOnlySet<string> Accounts { get; } = new HashSet<string>([.. map?.Accounts ?? [], .. numbers.Values], StringComparer.Ordinal);

    /// <summary>Roles that any rule or number leads to an account, whatever its conditions.</summary>
    /// <param name="account">Account number.</param>
    public IReadOnlyList<AccountRole> RolesOf(string account) =>
        [.. (map?.RolesOf(account) ?? []).Concat(numbers.Where(pair => pair.Value == account).Select(static pair => pair.Key)).Distinct().Order()];

    /// <summary>The account for a role, or what keeps it from being known.</summary>
    /// <param name="query">Role, posting date and what is known.</param>
    public AccountAnswer Resolve(AccountQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var answer = map?.Resolve(query);
        return answer is not null && answer.Problem != AccountProblems.Unmapped ? answer : Plain(query.Role) ?? answer ?? Nothing(query.Role);
    }

    /// <summary>The answer together with every rule that was looked at and why it did or did not answer.</summary>
    /// <param name="query">Role, posting date and what is known.</param>
    public AccountExplanation Explain(AccountQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new AccountExplanation(Resolve(query), map?.Explain(query).Considered ?? []);
    }

    private AccountAnswer? Plain(AccountRole role) => numbers.TryGetValue(role, out var account)
        ? new AccountAnswer { Role = role, Account = account, Rule = PlainRule + role }
        : null;

    private static AccountAnswer Nothing(AccountRole role) => new() { Role = role, Problem = AccountProblems.Unmapped };
}
