namespace ErpSync.Ownership;

/// <summary>What a statement rests on, for example the click on a confirmation mail.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="At">When it happened.</param>
public sealed record Evidence(string Source, DateTimeOffset At);
