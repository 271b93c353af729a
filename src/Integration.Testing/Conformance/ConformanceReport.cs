using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Everything a run of <see cref="ConformanceSuite"/> found. Two runs over the same adapter give equal reports: no times, no paths.</summary>
/// <param name="Name">Name of what was tested.</param>
/// <param name="Descriptor">What the connector says about itself.</param>
/// <param name="Results">One per check and entity, in the order of the checks.</param>
public sealed record ConformanceReport(string Name, ConnectorDescriptor Descriptor, IReadOnlyList<ConformanceResult> Results)
{
    /// <summary>Failed checks.</summary>
    public IEnumerable<ConformanceResult> Failures => Results.Where(result => result.Outcome == ConformanceOutcome.Failed);

    /// <summary>Highest level of which, and of the levels below it, nothing failed; null when level 1 is not reached.</summary>
    public ConformanceLevel? Reached => Passes(ConformanceLevel.Advice) ? ConformanceLevel.Advice
        : Passes(ConformanceLevel.Certified) ? ConformanceLevel.Certified
        : Passes(ConformanceLevel.Required) ? ConformanceLevel.Required
        : null;

    /// <summary>True when nothing failed up to that level. Checks skipped for a written reason do not count as failed; the report lists them.</summary>
    /// <param name="level">Level.</param>
    public bool Passes(ConformanceLevel level) => Results.Count > 0 && !Failures.Any(result => result.Check.Level <= level);
}
