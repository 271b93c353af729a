using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>Settles a value from what the sources say. The source is null when the value is nobody's alone.</summary>
internal static class Resolvers
{
    public static (FieldValue Value, string? Source) Resolve(AuthorityRule rule, ImmutableDictionary<string, Contribution> contributions)
    {
        var said = rule.Sources.Where(source => contributions.TryGetValue(source, out var one) && !one.Value.IsNull)
            .Select(source => (Source: source, contributions[source].Value)).ToArray();
        if (said.Length == 0)
        {
            return (FieldValue.Null, null);
        }

        var resolver = rule.Resolver!;
        (FieldValue, string?) From((string Source, FieldValue Value) one) => (one.Value, one.Source);
        return resolver.Name switch
        {
            ResolverKind.SourcePriority => From(said[0]),
            ResolverKind.Union => (FieldValue.OfSet(said.SelectMany(static one => one.Value.Members)), null),
            ResolverKind.MostComplete => From(said.MaxBy(static one => one.Value.Properties.Count(static pair => pair.Value.Length > 0))),
            ResolverKind.MostRestrictive => From(said.MinBy(one => resolver.Order.RankOf(one.Value) ?? decimal.MaxValue)),
            _ => throw new InvalidOperationException($"{resolver.Name} keeps no contributions."),
        };
    }
}
