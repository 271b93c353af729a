namespace ErpSync.Connectors;

/// <summary>Names one intended write for ever: source, entity, id, intent and, for updates, version. The same after a restart and on every retry.</summary>
/// <param name="Value">Text, at most 200 characters, no personal data.</param>
public readonly record struct IdempotencyKey(string Value);
