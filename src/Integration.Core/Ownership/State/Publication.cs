namespace ErpSync.Ownership;

/// <summary>A value sent to a target.</summary>
/// <param name="Hash">Hash of the value.</param>
/// <param name="Status">How far it got.</param>
/// <param name="At">When it was queued, or acknowledged.</param>
/// <param name="MadeAt">When it was queued.</param>
public sealed record Publication(string Hash, PublicationStatus Status, DateTimeOffset At, DateTimeOffset MadeAt);
