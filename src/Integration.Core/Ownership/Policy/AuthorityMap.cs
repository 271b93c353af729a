namespace ErpSync.Ownership;

/// <summary>
/// A checked ownership policy: finds the one rule for a field. Of two rules that apply, a named field beats <c>*</c>, then the narrower scope, then
/// the narrower states; never the first. Immutable and thread-safe.
/// </summary>
public sealed class AuthorityMap
{
    private readonly Dictionary<string, EntitySchema> _schemas;
    private readonly ILookup<string, RuleReach> _reaches;

    private AuthorityMap(OwnershipPolicy policy, IReadOnlyList<EntitySchema> schema, IReadOnlyList<OwnershipProblem> warnings)
    {
        Policy = policy;
        Warnings = warnings;
        _schemas = schema.ToDictionary(static entity => entity.Entity, StringComparer.Ordinal);
        _reaches = policy.Rules.Select(rule => new RuleReach(rule, _schemas[rule.Entity])).ToLookup(static reach => reach.Rule.Entity, StringComparer.Ordinal);
    }

    /// <summary>The policy as written down.</summary>
    public OwnershipPolicy Policy { get; }

    /// <summary>Gaps that the policy allows: writes into them are rejected.</summary>
    public IReadOnlyList<OwnershipProblem> Warnings { get; }

    /// <summary>Everything wrong with a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="schema">Entities, their fields, dimensions and lifecycles.</param>
    /// <param name="systems">Ids of the systems that rules may name; <see cref="Systems.Library"/> always exists.</param>
    public static OwnershipReport Check(OwnershipPolicy policy, IReadOnlyList<EntitySchema> schema, IEnumerable<string> systems)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(systems);
        return new AuthorityChecks(policy, schema, systems).Run();
    }

    /// <summary>Loads a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="schema">Entities, their fields, dimensions and lifecycles.</param>
    /// <param name="systems">Ids of the systems that rules may name.</param>
    /// <exception cref="OwnershipPolicyException">The policy has errors; all are named.</exception>
    public static AuthorityMap Load(OwnershipPolicy policy, IReadOnlyList<EntitySchema> schema, IEnumerable<string> systems)
    {
        var report = Check(policy, schema, systems);
        return report.Errors.Count > 0 ? throw new OwnershipPolicyException(report.Errors) : new AuthorityMap(policy, schema, report.Warnings);
    }

    /// <summary>The entity's schema, or null when it is not known.</summary>
    /// <param name="entity">Name of the entity.</param>
    public EntitySchema? Find(string entity) => _schemas.GetValueOrDefault(entity);

    /// <summary>Whether any rule covers the field, in whatever scope and state.</summary>
    /// <param name="entity">Entity.</param>
    /// <param name="field">Field.</param>
    public bool IsCovered(string entity, string field) => _reaches[entity].Any(reach => reach.Covers(field));

    /// <summary>The rule for a field; null when none applies.</summary>
    /// <param name="entity">Entity.</param>
    /// <param name="field">Field.</param>
    /// <param name="scope">Dimension values of the record.</param>
    /// <param name="state">Lifecycle state of the record, or null.</param>
    public AuthorityRule? Resolve(string entity, string field, IReadOnlyDictionary<string, string> scope, string? state)
    {
        RuleReach? best = null;
        foreach (var reach in _reaches[entity])
        {
            if (reach.Covers(field) && reach.WhyNot(scope, state) is null && (best is null || reach.IsMoreSpecific(best, field)))
            {
                best = reach;
            }
        }

        return best?.Rule;
    }

    /// <summary>The rule for a field together with every rule that was looked at and why it did or did not answer.</summary>
    /// <param name="entity">Entity.</param>
    /// <param name="field">Field.</param>
    /// <param name="scope">Dimension values of the record.</param>
    /// <param name="state">Lifecycle state of the record, or null.</param>
    public AuthorityExplanation Explain(string entity, string field, IReadOnlyDictionary<string, string> scope, string? state)
    {
        var chosen = Resolve(entity, field, scope, state);
        var considered = _reaches[entity].Select(reach => new AuthorityConsideration(
            reach.Rule,
            !reach.Covers(field) ? "is for other fields"
            : reach.WhyNot(scope, state) ?? (reach.Rule == chosen ? "answers" : $"less specific than {chosen?.Id}")));
        return new AuthorityExplanation(chosen, [.. considered]);
    }
}
