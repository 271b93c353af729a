namespace ErpSync.Ownership;

/// <summary>Finds everything wrong with a policy at once.</summary>
internal sealed class AuthorityChecks(OwnershipPolicy policy, IReadOnlyList<EntitySchema> schema, IEnumerable<string> systems)
{
    private readonly Dictionary<string, EntitySchema> _schemas = schema.ToDictionary(static entity => entity.Entity, StringComparer.Ordinal);
    private readonly HashSet<string> _systems = systems.Append(Systems.Library).ToHashSet(StringComparer.Ordinal);
    private readonly List<OwnershipProblem> _errors = [];
    private readonly List<OwnershipProblem> _gaps = [];

    public OwnershipReport Run()
    {
        foreach (var id in policy.Rules.GroupBy(static rule => rule.Id, StringComparer.Ordinal).Where(static group => group.Count() > 1))
        {
            _errors.Add(new(OwnershipProblems.DuplicateRuleId, null, null, [id.Key], $"Rule id {id.Key} is used {id.Count()} times. Give every rule its own."));
        }

        var reaches = new List<RuleReach>();
        foreach (var rule in policy.Rules)
        {
            if (CheckNames(rule))
            {
                reaches.Add(new RuleReach(rule, _schemas[rule.Entity]));
            }

            CheckSystems(rule);
            RuleChecks.Run(rule, (code, message) => Add(code, rule, message));
            CheckDeltas(rule);
        }

        foreach (var entity in schema)
        {
            CheckCoverage(entity, reaches.FindAll(reach => reach.Rule.Entity == entity.Entity));
        }

        var rejectsGaps = policy.Uncovered == UncoveredPolicy.Reject;
        return new OwnershipReport(Sorted(rejectsGaps ? _errors : [.. _errors, .. _gaps]), Sorted(rejectsGaps ? _gaps : []));
    }

    /// <summary>Checks the names a rule uses; false when it cannot be compared with others.</summary>
    private bool CheckNames(AuthorityRule rule)
    {
        var before = _errors.Count;
        if (!_schemas.TryGetValue(rule.Entity, out var entity))
        {
            Add(OwnershipProblems.UnknownEntity, rule, $"names entity {rule.Entity}. Known: {string.Join(", ", _schemas.Keys)}.");
            return false;
        }

        foreach (var field in rule.Fields.Where(field => field != AuthorityRule.EveryField && !entity.Fields.ContainsKey(field)))
        {
            _errors.Add(new(OwnershipProblems.UnknownField, rule.Entity, field, [rule.Id],
                $"Rule {rule.Id} names field {field}, which {rule.Entity} does not have. Known: {string.Join(", ", entity.Fields.Keys)}."));
        }

        foreach (var dimension in rule.Scope.Keys.Where(dimension => !entity.Dimensions.Contains(dimension)))
        {
            Add(OwnershipProblems.UnknownDimension, rule, $"states dimension {dimension}. {rule.Entity} has: {Listed(entity.Dimensions)}.");
        }

        foreach (var state in (rule.State?.Names ?? []).Where(state => entity.IndexOf(state) < 0))
        {
            Add(OwnershipProblems.UnknownState, rule, $"states {state}. {rule.Entity} has: {Listed(entity.Lifecycle)}.");
        }

        return _errors.Count == before;
    }

    private void CheckSystems(AuthorityRule rule)
    {
        var unknown = new[] { rule.Owner, rule.Seeder }.OfType<string>().Concat(rule.Sources).Concat(rule.Emitters).Concat(rule.Consumers.Keys)
            .Where(system => !_systems.Contains(system)).Distinct(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            Add(OwnershipProblems.UnknownSystem, rule, $"names {string.Join(", ", unknown)}. Register it or correct the rule. Known: {string.Join(", ", _systems)}.");
        }
    }

    private void CheckDeltas(AuthorityRule rule)
    {
        if (_schemas.TryGetValue(rule.Entity, out var entity) && rule.Consumers.Values.Contains(ConsumerKind.Delta))
        {
            var every = rule.Fields.Contains(AuthorityRule.EveryField);
            foreach (var (field, type) in entity.Fields.Where(pair => pair.Value != FieldType.Decimal && (every || rule.Fields.Contains(pair.Key))))
            {
                _errors.Add(new(OwnershipProblems.DeltaNeedsDecimal, rule.Entity, field, [rule.Id],
                    $"Rule {rule.Id} sends differences of {field}, which is {type}. Make the consumer a Mirror or leave the field out."));
            }
        }
    }

    private void CheckCoverage(EntitySchema entity, List<RuleReach> reaches)
    {
        foreach (var field in entity.Fields.Keys)
        {
            var covering = reaches.FindAll(reach => reach.Covers(field));
            if (covering.Count == 0)
            {
                _gaps.Add(new(OwnershipProblems.UncoveredField, entity.Entity, field, [], $"{entity.Entity} {field} has no rule. Add one; Unmanaged says that nobody cares."));
                continue;
            }

            CheckAmbiguity(entity, field, covering);
            var open = entity.Lifecycle.Where((_, index) => !covering.Exists(reach => reach.CoversState(index))).ToArray();
            if (open.Length > 0)
            {
                _gaps.Add(new(OwnershipProblems.UncoveredState, entity.Entity, field, [], $"{entity.Entity} {field} has no rule in {string.Join(", ", open)}. Widen one."));
            }
        }
    }

    private void CheckAmbiguity(EntitySchema entity, string field, List<RuleReach> covering)
    {
        for (var i = 0; i < covering.Count; i++)
        {
            for (var j = i + 1; j < covering.Count; j++)
            {
                var (a, b) = (covering[i], covering[j]);
                if (a.Meets(b) && !a.IsMoreSpecific(b, field) && !b.IsMoreSpecific(a, field) && !IsSettled(a, b, field, covering))
                {
                    string[] ids = [a.Rule.Id, b.Rule.Id];
                    Array.Sort(ids, StringComparer.Ordinal);
                    _errors.Add(new(OwnershipProblems.AmbiguousRules, entity.Entity, field, ids,
                        $"Rules {ids[0]} and {ids[1]} can both answer for {entity.Entity} {field}. Narrow one, or add a rule for exactly what they share."));
                }
            }
        }
    }

    private static bool IsSettled(RuleReach a, RuleReach b, string field, List<RuleReach> covering) =>
        covering.Exists(third => third.IsMoreSpecific(a, field) && third.IsMoreSpecific(b, field) && third.CoversBoth(a, b, field));

    private void Add(string code, AuthorityRule rule, string message) => _errors.Add(new(code, rule.Entity, null, [rule.Id], $"Rule {rule.Id} {message}"));

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static List<OwnershipProblem> Sorted(List<OwnershipProblem> problems)
    {
        var distinct = problems.DistinctBy(static problem => (problem.Code, problem.Entity, problem.Field, string.Join('\u0001', problem.Rules))).ToList();
        distinct.Sort(static (a, b) =>
            string.CompareOrdinal(a.Code, b.Code) is var code and not 0 ? code
            : string.CompareOrdinal(a.Entity, b.Entity) is var entity and not 0 ? entity
            : string.CompareOrdinal(a.Field, b.Field) is var field and not 0 ? field
            : CompareRules(a.Rules, b.Rules));
        return distinct;
    }

    private static int CompareRules(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        a.Zip(b, string.CompareOrdinal).FirstOrDefault(static difference => difference != 0) is var first and not 0 ? first : a.Count.CompareTo(b.Count);
}
