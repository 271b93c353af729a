namespace ErpSync.Finance.Accounts;

/// <summary>Finds everything wrong with a map at once.</summary>
internal static class AccountMapChecks
{
    public static List<AccountMapProblem> Run(AccountMapDefinition definition)
    {
        var problems = new List<AccountMapProblem>();
        var comparable = new List<AccountRule>();
        foreach (var rule in definition.Rules)
        {
            if (!AccountRoles.TryParse(rule.Role, out var role))
            {
                problems.Add(Problem("UnknownRole", $"Rule {rule.Id} names role '{rule.Role}', which does not exist. Use a name of AccountRole.", rule));
                continue;
            }

            if (CheckRule(definition, rule, role, problems))
            {
                comparable.Add(rule);
            }
        }

        for (var i = 0; i < comparable.Count; i++)
        {
            for (var j = i + 1; j < comparable.Count; j++)
            {
                if (AreAmbiguous(definition, comparable[i], comparable[j]))
                {
                    problems.Add(Problem("AmbiguousRules",
                        $"Rules {comparable[i].Id} and {comparable[j].Id} can both answer the same question. Give one a priority, another key or another validity.", comparable[i], comparable[j]));
                }
            }
        }

        problems.Sort(static (a, b) => string.CompareOrdinal(a.Code, b.Code) is var byCode and not 0
            ? byCode
            : string.CompareOrdinal(string.Join('\u0001', a.Rules), string.Join('\u0001', b.Rules)));
        return problems;
    }

    /// <summary>Checks one rule; false when it cannot be compared with others.</summary>
    private static bool CheckRule(AccountMapDefinition definition, AccountRule rule, AccountRole role, List<AccountMapProblem> problems)
    {
        var comparable = true;
        var unknown = rule.Match.Keys.Where(static key => !AccountKeys.InOrder.Contains(key)).ToArray();
        if (unknown.Length > 0)
        {
            comparable = false;
            problems.Add(Problem("UnknownKey", $"Rule {rule.Id} states {string.Join(", ", unknown)}. Known keys: {string.Join(", ", AccountKeys.InOrder)}.", rule));
        }

        if (rule.ValidFrom > rule.ValidTo)
        {
            problems.Add(Problem("InvalidValidity", $"Rule {rule.Id} ends before it begins. Swap or correct the dates.", rule));
        }

        if (definition.Chart is { } chart)
        {
            var entry = chart.FirstOrDefault(account => account.Account == rule.Account);
            if (entry is null)
            {
                problems.Add(Problem("UnknownAccount", $"Rule {rule.Id} names account {rule.Account}, which is not in the chart. Create it in the ERP or correct the rule.", rule));
            }
            else if (!AccountRoles.Allows(role, entry.Class))
            {
                problems.Add(Problem("RoleClassMismatch",
                    $"Rule {rule.Id} puts {role} ({AccountRoles.ClassOf(role)}) on account {entry.Account}, which is {entry.Class}. Choose an account of the right class.", rule));
            }
        }

        return comparable;
    }

    private static bool AreAmbiguous(AccountMapDefinition definition, AccountRule a, AccountRule b) =>
        a.Role == b.Role
        && a.Priority == b.Priority
        && AccountMap.Grade(a) == AccountMap.Grade(b)
        && Later(a.ValidFrom, b.ValidFrom) <= Earlier(a.ValidTo, b.ValidTo)
        && a.Match.All(pair => pair.Value.Overlaps(b.Match[pair.Key], (x, y) => pair.Key == AccountKeys.Region && ShareCountry(definition, x, y)));

    private static bool ShareCountry(AccountMapDefinition definition, string a, string b) =>
        definition.Regions.TryGetValue(a, out var first) && definition.Regions.TryGetValue(b, out var second) && first.Any(second.Contains);

    private static DateOnly Later(DateOnly? a, DateOnly? b) => (a ?? DateOnly.MinValue) > (b ?? DateOnly.MinValue) ? a!.Value : b ?? DateOnly.MinValue;

    private static DateOnly Earlier(DateOnly? a, DateOnly? b) => (a ?? DateOnly.MaxValue) < (b ?? DateOnly.MaxValue) ? a!.Value : b ?? DateOnly.MaxValue;

    private static AccountMapProblem Problem(string code, string message, params AccountRule[] rules) =>
        new(code, [.. rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal)], message);
}
