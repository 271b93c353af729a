namespace ErpSync.Connectors;

/// <summary>One thing an operator should know about a connection.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What was found.</param>
/// <param name="Hint">What to do, or null.</param>
public sealed record ConnectionFinding(string Code, string Message, string? Hint = null);
