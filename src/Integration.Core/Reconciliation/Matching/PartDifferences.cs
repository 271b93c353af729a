namespace ErpSync.Reconciliation.Matching;

/// <summary>A part of a match on both sides.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="Expected">Sum of the sources.</param>
/// <param name="Found">Sum of the targets.</param>
internal sealed record PartDifference(string Name, decimal Expected, decimal Found)
{
    public decimal Difference => Found - Expected;
}

/// <summary>Compares the parts of a match.</summary>
internal static class PartDifferences
{
    /// <summary>Every part by name; none when a record does not know its parts.</summary>
    public static IEnumerable<PartDifference> Of(Pairing pairing)
    {
        if (pairing.Sources.Concat(pairing.Targets).Any(static item => item.Parts is null))
        {
            return [];
        }

        var names = pairing.Sources.Concat(pairing.Targets).SelectMany(static item => item.Parts!.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return names.Select(name => new PartDifference(name, Sum(pairing.Sources, name), Sum(pairing.Targets, name)));
    }

    private static decimal Sum(IEnumerable<Candidate> items, string name) => items.Sum(item => item.Parts!.GetValueOrDefault(name));
}
