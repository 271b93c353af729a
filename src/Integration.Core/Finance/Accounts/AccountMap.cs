using System.Globalization;

namespace ErpSync.Finance.Accounts;

/// <summary>
/// A checked chart of accounts map. The most specific rule valid on the posting date answers: keys are compared in the order of
/// <see cref="AccountKeys.InOrder"/>, an exact value before a list or pattern before silence, then by priority. Immutable and thread-safe.
/// </summary>
public sealed class AccountMap
{
    private readonly AccountMapDefinition _definition;
    private readonly ILookup<AccountRole, AccountRule> _rules;
    private readonly Dictionary<string, AccountRule> _byId;
    private readonly Dictionary<string, ChartAccount>? _chart;

    private AccountMap(AccountMapDefinition definition)
    {
        _definition = definition;
        _rules = definition.Rules.ToLookup(static rule => Enum.Parse<AccountRole>(rule.Role));
        _byId = definition.Rules.ToDictionary(static rule => rule.Id, StringComparer.Ordinal);
        _chart = definition.Chart?.ToDictionary(static account => account.Account, StringComparer.Ordinal);
    }

    /// <summary>Every account that a rule names, and the suspense account.</summary>
    internal IEnumerable<string> Accounts => _definition.Rules.Select(static rule => rule.Account).Concat(_definition.SuspenseAccount is { } suspense ? [suspense] : []);

    internal IEnumerable<AccountRole> RolesOf(string account) =>
        _rules.Where(role => role.Any(rule => rule.Account == account)).Select(static role => role.Key);

    /// <summary>Everything wrong with a map, by code and rule ids; empty when it can be loaded.</summary>
    /// <param name="definition">The map as written down.</param>
    public static IReadOnlyList<AccountMapProblem> Check(AccountMapDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return AccountMapChecks.Run(definition);
    }

    /// <summary>Loads a map.</summary>
    /// <param name="definition">The map as written down.</param>
    /// <exception cref="AccountMapException">The map has problems; all are named.</exception>
    public static AccountMap Load(AccountMapDefinition definition) =>
        Check(definition) is { Count: > 0 } problems ? throw new AccountMapException(problems) : new AccountMap(definition);

    /// <summary>The account for a role.</summary>
    /// <param name="query">Role, posting date and what is known.</param>
    public AccountAnswer Resolve(AccountQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (Best(query.Role, query) is { } rule)
        {
            return Answer(query, rule, null);
        }

        if (_definition.FallbackRoles.TryGetValue(query.Role, out var fallback))
        {
            var original = query.OriginalRule is { } id ? _byId.GetValueOrDefault(id) : null;
            if ((original ?? Best(fallback, query)) is { } instead)
            {
                return Answer(query, instead, fallback);
            }
        }

        return _definition.SuspenseAccount is { } suspense
            ? new AccountAnswer { Role = query.Role, Account = suspense, IsSuspense = true, Problem = CanPost(suspense, query.PostingDate) ? null : AccountProblems.NotPostable }
            : new AccountAnswer { Role = query.Role, Problem = AccountProblems.Unmapped };
    }

    /// <summary>The answer together with every rule that was looked at and why it did or did not answer.</summary>
    /// <param name="query">Role, posting date and what is known.</param>
    public AccountExplanation Explain(AccountQuery query)
    {
        var answer = Resolve(query);
        var considered = new List<AccountConsideration>();
        IEnumerable<AccountRole> roles = answer.Rule is not null && answer.FallbackRole is null ? [query.Role]
            : _definition.FallbackRoles.TryGetValue(query.Role, out var fallback) ? [query.Role, fallback]
            : [query.Role];
        foreach (var role in roles)
        {
            foreach (var rule in _rules[role])
            {
                considered.Add(new AccountConsideration(rule, rule.Id == answer.Rule ? "answers" : WhyNot(rule, query) ?? $"less specific than {answer.Rule}"));
            }
        }

        return new AccountExplanation(answer, considered);
    }

    private AccountRule? Best(AccountRole role, AccountQuery query)
    {
        AccountRule? best = null;
        var bestGrade = -1;
        foreach (var rule in _rules[role])
        {
            if (WhyNot(rule, query) is null)
            {
                var grade = Grade(rule);
                if (grade > bestGrade || (grade == bestGrade && rule.Priority > best!.Priority))
                {
                    (best, bestGrade) = (rule, grade);
                }
            }
        }

        return best;
    }

    /// <summary>Specificity as one number: a digit per key, the first key most significant.</summary>
    internal static int Grade(AccountRule rule)
    {
        var grade = 0;
        foreach (var key in AccountKeys.InOrder)
        {
            grade = (grade * 3) + (!rule.Match.TryGetValue(key, out var condition) ? 0 : condition.IsExact ? 2 : 1);
        }

        return grade;
    }

    private string? WhyNot(AccountRule rule, AccountQuery query)
    {
        if (!rule.IsValidOn(query.PostingDate))
        {
            return string.Create(CultureInfo.InvariantCulture, $"not valid on {query.PostingDate:yyyy-MM-dd}");
        }

        foreach (var (key, condition) in rule.Match)
        {
            if (!Fits(key, condition, query))
            {
                return query.Keys.TryGetValue(key, out var value)
                    ? $"{key} is {value}, not {string.Join(" or ", condition.Values)}"
                    : $"{key} is not known, the rule wants {string.Join(" or ", condition.Values)}";
            }
        }

        return null;
    }

    private bool Fits(string key, AccountCondition condition, AccountQuery query)
    {
        if (query.Keys.TryGetValue(key, out var value) && condition.Accepts(value))
        {
            return true;
        }

        return key == AccountKeys.Region
            && query.Keys.TryGetValue(AccountKeys.Country, out var country)
            && _definition.Regions.Any(region => region.Value.Contains(country) && condition.Accepts(region.Key));
    }

    private AccountAnswer Answer(AccountQuery query, AccountRule rule, AccountRole? fallback) => new()
    {
        Role = query.Role,
        Account = rule.Account,
        Rule = rule.Id,
        FallbackRole = fallback,
        Dimensions = rule.Dimensions,
        Problem = CanPost(rule.Account, query.PostingDate) ? null : AccountProblems.NotPostable,
    };

    private bool CanPost(string account, DateOnly date) =>
        _chart is null || !_chart.TryGetValue(account, out var entry) || entry.TakesPostingsOn(date);
}
