namespace ErpSync.Testing.Conformance;

/// <summary>A check and the entity it is run for.</summary>
internal sealed record ConformanceTarget(ConformanceCheck Check, string? Entity);
