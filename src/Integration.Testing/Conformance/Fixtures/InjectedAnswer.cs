using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>An answer in the target's own words and the fault it must become.</summary>
/// <param name="Name">What it is, for the report.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Kinds">Kinds of fault that are right.</param>
public sealed record InjectedAnswer(string Name, TransportFault.Answer Answer, params IReadOnlyList<FaultKind> Kinds);
