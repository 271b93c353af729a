namespace ErpSync.Connectors;

/// <summary>Where a reading stopped. Opaque to the engine; holds the full sort key, at most 4 KB, no secret and no personal data.</summary>
/// <param name="Value">Text the connector wrote.</param>
public readonly record struct Checkpoint(string Value);
