namespace ErpSync.Connectors;

/// <summary>Result of a connection check.</summary>
/// <param name="State">State.</param>
/// <param name="Findings">What was found; empty when all is well.</param>
public sealed record ConnectionReport(ConnectionState State, IReadOnlyList<ConnectionFinding> Findings);
