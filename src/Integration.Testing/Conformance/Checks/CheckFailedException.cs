namespace ErpSync.Testing.Conformance;

/// <summary>The rule is broken.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
