namespace ErpSync.Testing.Conformance;

/// <summary>How much a check weighs.</summary>
public enum ConformanceLevel
{
    /// <summary>Level 1: must pass before an adapter runs in production.</summary>
    Required = 1,

    /// <summary>Level 2: must pass as well for an adapter to be called certified.</summary>
    Certified = 2,

    /// <summary>Level 3: advice.</summary>
    Advice = 3,
}
