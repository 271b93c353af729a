namespace ErpSync.Ownership;

/// <summary>Composes the ownership policy of a host. What it says is checked when the host starts, all errors in one message.</summary>
public sealed class OwnershipBuilder
{
    private readonly Dictionary<string, EntitySchema> _schema = RecommendedOwnership.Schema.ToDictionary(static entity => entity.Entity, StringComparer.Ordinal);
    private readonly List<AuthorityRule> _rules = [];
    private OwnershipPolicy _policy = new();

    /// <summary>The sensible matrix: see <see cref="RecommendedOwnership"/>. Rules added later replace those of the same id.</summary>
    /// <param name="erp">Connection id of the ERP.</param>
    /// <param name="shop">Connection id of the shop.</param>
    /// <param name="wms">Connection id of the WMS; null when the ERP executes.</param>
    /// <param name="crm">Connection id of the CRM or CDP; null when the shop keeps consent.</param>
    public OwnershipBuilder UseRecommended(string erp, string shop, string? wms = null, string? crm = null) =>
        Use(RecommendedOwnership.Policy(new OwnershipRoles { Erp = erp, Shop = shop, Wms = wms, Crm = crm }));

    /// <summary>Takes a policy from JSON configuration, see <see cref="OwnershipPolicyJson"/>.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It is no policy.</exception>
    public OwnershipBuilder UseJson(string json) => Use(OwnershipPolicyJson.Parse(json));

    /// <summary>Takes a policy: its settings replace those so far, its rules are added.</summary>
    /// <param name="policy">The policy.</param>
    public OwnershipBuilder Use(OwnershipPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy with { Rules = [] };
        _rules.RemoveAll(known => policy.Rules.Any(rule => rule.Id == known.Id));
        _rules.AddRange(policy.Rules);
        return this;
    }

    /// <summary>Adds a rule, in place of one with the same id.</summary>
    /// <param name="rule">The rule.</param>
    public OwnershipBuilder Rule(AuthorityRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rules.RemoveAll(known => known.Id == rule.Id);
        _rules.Add(rule);
        return this;
    }

    /// <summary>Adds an entity of the host, or replaces the fields of one that ErpSync knows.</summary>
    /// <param name="entity">Fields, dimensions and lifecycle.</param>
    public OwnershipBuilder Entity(EntitySchema entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        _schema[entity.Entity] = entity;
        return this;
    }

    /// <summary>Changes limits and windows; its rules are not looked at.</summary>
    /// <param name="change">Changes the policy.</param>
    public OwnershipBuilder Settings(Func<OwnershipPolicy, OwnershipPolicy> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _policy = change(_policy) with { Rules = [] };
        return this;
    }

    /// <summary>The checked policy.</summary>
    /// <param name="systems">Ids of the registered connections.</param>
    /// <exception cref="OwnershipPolicyException">The policy has errors; all are named.</exception>
    public AuthorityMap Build(IEnumerable<string> systems) => AuthorityMap.Load(_policy with { Rules = [.. _rules] }, [.. _schema.Values], systems);
}
