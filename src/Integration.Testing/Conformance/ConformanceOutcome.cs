namespace ErpSync.Testing.Conformance;

/// <summary>What became of a check.</summary>
public enum ConformanceOutcome
{
    /// <summary>The rule holds.</summary>
    Passed,

    /// <summary>The rule is broken, or nobody arranged what the check needs and nobody wrote down why.</summary>
    Failed,

    /// <summary>Not run; the author's written reason is in the report.</summary>
    Skipped,

    /// <summary>The rule is about something the connector does not declare.</summary>
    NotApplicable,
}
