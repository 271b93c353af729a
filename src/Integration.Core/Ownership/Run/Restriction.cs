namespace ErpSync.Ownership;

/// <summary>Whether a value may count in an order of restriction.</summary>
internal static class Restriction
{
    /// <summary>A code when it may not; otherwise whether it replaces what the other sources say.</summary>
    public static (string? Code, bool ReplacesOthers) Judge(ResolverRule resolver, FieldState field, OwnershipStep.Write write)
    {
        if (resolver.Order.RankOf(write.Value) is not { } rank)
        {
            return (OwnershipCodes.UnknownValue, false);
        }

        var loosens = resolver.Loosen == LooseningRule.NewerEvidence && field.HasValue && resolver.Order.RankOf(field.OwnerValue) < rank;
        return !loosens ? (null, false)
            : write.Evidence is { } evidence && !string.IsNullOrWhiteSpace(evidence.Source) && !(evidence.At <= RestsOn(field)) ? (null, true)
            : (OwnershipCodes.EvidenceRequired, false);
    }

    /// <summary>The instant the current value rests on: the latest evidence, or statement without evidence, among those that say it.</summary>
    private static DateTimeOffset? RestsOn(FieldState field)
    {
        var saying = field.Contributions.Values.Where(one => one.Value.Equals(field.OwnerValue)).Select(static one => one.Evidence?.At ?? one.ObservedAt).ToArray();
        return saying.Length > 0 ? saying.Max() : field.ObservedAt;
    }
}
