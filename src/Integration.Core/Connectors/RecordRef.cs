namespace ErpSync.Connectors;

/// <summary>A record in a target system.</summary>
/// <param name="Id">Id by which the connector finds it again; opaque to the engine.</param>
/// <param name="Version">Version for optimistic concurrency (an ETag), or null.</param>
/// <param name="DisplayNumber">Number people see, or null.</param>
public sealed record RecordRef(string Id, string? Version = null, string? DisplayNumber = null);
