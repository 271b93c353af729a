namespace ErpSync.Testing.Conformance;

/// <summary>Result of one check for one entity.</summary>
/// <param name="Check">The rule.</param>
/// <param name="Entity">Entity it was run for; null for a rule about the connector as a whole.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it failed, was skipped or does not apply; for a passed check what a reader should know, or null.</param>
public sealed record ConformanceResult(ConformanceCheck Check, string? Entity, ConformanceOutcome Outcome, string? Reason)
{
    /// <summary>Name under which an author gives the reason for skipping it: <c>IDM-03</c>, or <c>IDM-03/order</c> for one entity.</summary>
    public string Key => Entity is null ? Check.Id : $"{Check.Id}/{Entity}";

    /// <inheritdoc/>
    public override string ToString() => Reason is null ? $"{Key} {Outcome}" : $"{Key} {Outcome}: {Reason}";
}
