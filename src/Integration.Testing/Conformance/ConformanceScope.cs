namespace ErpSync.Testing.Conformance;

/// <summary>What a check is run for.</summary>
public enum ConformanceScope
{
    /// <summary>Once for the connector.</summary>
    Connector,

    /// <summary>Once for every entity it reads.</summary>
    Source,

    /// <summary>Once for every entity it writes.</summary>
    Sink,

    /// <summary>Once, when it receives notifications.</summary>
    Webhooks,
}
