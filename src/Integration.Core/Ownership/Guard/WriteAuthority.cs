using ErpSync.Connectors;

namespace ErpSync.Ownership;

/// <summary>Whether values of one system may be written into another. Immutable and thread-safe.</summary>
/// <param name="map">The rules.</param>
public sealed class WriteAuthority(AuthorityMap map)
{
    /// <summary>Judges a write that would carry a field of an origin into a target.</summary>
    /// <param name="origin">System the value comes from.</param>
    /// <param name="target">System it would be written to.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="field">Field.</param>
    /// <param name="kind">What is intended; facts and seeds are only created.</param>
    /// <param name="scope">Dimension values of the record.</param>
    /// <returns>Null when it may go out, otherwise why not and what the rule answers.</returns>
    public WriteRefusal? Refuse(string origin, string target, string entity, string field, WriteKind kind, IReadOnlyDictionary<string, string> scope)
    {
        if (map.Resolve(entity, field, scope, null) is not { } rule)
        {
            return new WriteRefusal(
                field, null, map.IsCovered(entity, field) ? OwnershipCodes.NoRuleForScope : OwnershipCodes.UncoveredField, ForeignWriteAction.Reject,
                $"No rule says who owns {field} of {entity} here.");
        }

        if (rule.Mode == AuthorityMode.Unmanaged)
        {
            return null;
        }

        if (!IsEntitled(rule, origin, kind))
        {
            return new WriteRefusal(field, rule.Id, OwnershipCodes.NotOwner, rule.OnForeignWrite, $"{field} of {entity} belongs to {OwnersOf(rule)}, not to {origin}.");
        }

        var seeds = rule.Mode == AuthorityMode.SeedOnce && origin == rule.Seeder && target == rule.Owner;
        return rule.Consumers.ContainsKey(target) || seeds ? null
            : new WriteRefusal(field, rule.Id, NotAConsumer, rule.OnForeignWrite, $"Rule {rule.Id} does not let {target} receive {field} of {entity}.");
    }

    /// <summary>Code of a write to a system that the rule does not list as a consumer.</summary>
    public const string NotAConsumer = "NotAConsumer";

    private static bool IsEntitled(AuthorityRule rule, string origin, WriteKind kind) => rule.Mode switch
    {
        // ErpSync computes the value itself, from whatever it read.
        AuthorityMode.Derived => true,
        AuthorityMode.AppendOnly => kind == WriteKind.Create && rule.Emitters.Contains(origin),
        AuthorityMode.Shared => origin == rule.Owner || (rule.Sources.Contains(origin) && rule.OnForeignWrite == ForeignWriteAction.Accept),
        AuthorityMode.SeedOnce => origin == rule.Owner || (origin == rule.Seeder && kind == WriteKind.Create),
        _ => origin == rule.Owner,
    };

    private static string OwnersOf(AuthorityRule rule) => rule.Mode switch
    {
        AuthorityMode.AppendOnly => string.Join(" or ", rule.Emitters),
        AuthorityMode.Shared => string.Join(" or ", rule.Sources),
        _ => rule.Owner ?? "nobody",
    };
}
