namespace ErpSync.Ownership;

/// <summary>Where a rule applies: its fields, scope and states in comparable form.</summary>
internal sealed class RuleReach
{
    private readonly bool _everyField;
    private readonly HashSet<string> _fields;
    private readonly Dictionary<string, ScopePattern> _scope;
    private readonly int _from;
    private readonly int _until;
    private readonly EntitySchema _schema;

    public RuleReach(AuthorityRule rule, EntitySchema schema)
    {
        Rule = rule;
        _schema = schema;
        _fields = rule.Fields.ToHashSet(StringComparer.Ordinal);
        _everyField = _fields.Contains(AuthorityRule.EveryField);
        _scope = ScopeOf(rule);
        (_from, _until) = StatesOf(rule.State, schema);
    }

    public AuthorityRule Rule { get; }

    /// <summary>Whether the rule states lifecycle states at all.</summary>
    private bool HasStates => Rule.State is { IsEmpty: false };

    /// <summary>The stated dimensions; a bare <c>*</c> states nothing.</summary>
    public static Dictionary<string, ScopePattern> ScopeOf(AuthorityRule rule) =>
        rule.Scope.Select(static pair => KeyValuePair.Create(pair.Key, new ScopePattern(pair.Value)))
            .Where(static pair => !pair.Value.IsAnything).ToDictionary(StringComparer.Ordinal);

    public bool Covers(string field) => _everyField || _fields.Contains(field);

    public bool CoversState(int state) => state >= _from && state < _until;

    /// <summary>Why the rule does not apply to a record; null when it does.</summary>
    public string? WhyNot(IReadOnlyDictionary<string, string> scope, string? state)
    {
        foreach (var (dimension, pattern) in _scope)
        {
            if (!scope.TryGetValue(dimension, out var value))
            {
                return $"{dimension} of the record is not known, the rule wants {Rule.Scope[dimension]}";
            }

            if (!pattern.Matches(value))
            {
                return $"{dimension} is {value}, not {Rule.Scope[dimension]}";
            }
        }

        return !HasStates || (_schema.IndexOf(state) is >= 0 and var index && CoversState(index)) ? null
            : state is null ? "the state of the record is not known" : $"state {state} is outside the rule's states";
    }

    public bool IsMoreSpecific(RuleReach other, string field)
    {
        var named = _fields.Contains(field);
        if (named != other._fields.Contains(field))
        {
            return named;
        }

        var within = IsScopeWithin(other._scope);
        return within == other.IsScopeWithin(_scope) ? within && IsStateWithin(other) : within;
    }

    /// <summary>Whether some record can be reached by both.</summary>
    public bool Meets(RuleReach other) =>
        Math.Max(_from, other._from) < Math.Min(_until, other._until) && Intersect(other) is not null;

    /// <summary>Whether this rule reaches everything that both others reach.</summary>
    public bool CoversBoth(RuleReach a, RuleReach b, string field) =>
        Covers(field)
        && a.Intersect(b) is { } both
        && _scope.All(stated => both.TryGetValue(stated.Key, out var pattern) && pattern.IsWithin(stated.Value))
        && _from <= Math.Max(a._from, b._from)
        && _until >= Math.Min(a._until, b._until);

    private Dictionary<string, ScopePattern>? Intersect(RuleReach other)
    {
        var both = new Dictionary<string, ScopePattern>(_scope, StringComparer.Ordinal);
        foreach (var (dimension, pattern) in other._scope)
        {
            if (!both.TryGetValue(dimension, out var mine))
            {
                both.Add(dimension, pattern);
            }
            else if (mine.Intersect(pattern) is { } common)
            {
                both[dimension] = common;
            }
            else
            {
                return null;
            }
        }

        return both;
    }

    private bool IsScopeWithin(Dictionary<string, ScopePattern> other) =>
        other.All(stated => _scope.TryGetValue(stated.Key, out var mine) && mine.IsWithin(stated.Value));

    private bool IsStateWithin(RuleReach other) =>
        _from >= other._from && _until <= other._until && (_from != other._from || _until != other._until);

    private static (int From, int Until) StatesOf(StateRange? state, EntitySchema schema)
    {
        // An entity without a lifecycle has one state that nobody names.
        var from = 0;
        var until = Math.Max(1, schema.Lifecycle.Count);
        if (state?.From is { } first)
        {
            from = schema.IndexOf(first);
        }

        if (state?.Before is { } before)
        {
            until = schema.IndexOf(before);
        }

        if (state?.Is is { } only)
        {
            from = Math.Max(from, schema.IndexOf(only));
            until = Math.Min(until, schema.IndexOf(only) + 1);
        }

        return (from, until);
    }
}
