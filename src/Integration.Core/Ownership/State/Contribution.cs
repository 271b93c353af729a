namespace ErpSync.Ownership;

/// <summary>What one source says about a shared field.</summary>
/// <param name="Value">The value.</param>
/// <param name="Version">Its version, or none.</param>
/// <param name="ObservedAt">When it was said.</param>
/// <param name="Evidence">What it rests on, or none.</param>
public sealed record Contribution(FieldValue Value, FieldVersion? Version, DateTimeOffset ObservedAt, Evidence? Evidence = null);
