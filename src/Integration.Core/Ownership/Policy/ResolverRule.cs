namespace ErpSync.Ownership;

/// <summary>Resolver of a shared field.</summary>
public sealed record ResolverRule
{
    /// <summary>How the value is settled.</summary>
    public required ResolverKind Name { get; init; }

    /// <summary>For <see cref="ResolverKind.MostRestrictive"/>: the order of values; the default is the smallest number.</summary>
    public RestrictionOrder Order { get; init; } = RestrictionOrder.Lowest;

    /// <summary>For <see cref="ResolverKind.MostRestrictive"/>: what a less restrictive value needs. Default nothing.</summary>
    public LooseningRule? Loosen { get; init; }
}
