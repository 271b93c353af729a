namespace ErpSync.Testing.Conformance;

/// <summary>The rule is about something the connector does not declare.</summary>
internal sealed class NotApplicableException(string reason) : Exception(reason);
