namespace ErpSync.Storage;

/// <summary>A subject as operators see it.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Title">Text for people, or null.</param>
/// <param name="State">State.</param>
/// <param name="Cause">Why it waits, or null.</param>
/// <param name="DueAt">When it is looked at again, or null.</param>
/// <param name="Deadline">When waiting ends in a case, or null.</param>
/// <param name="Attempt">Failures so far.</param>
/// <param name="ChangedAt">When it last changed.</param>
public sealed record SubjectSummary(
    SubjectKey Subject, string? Title, SubjectState State, string? Cause, DateTimeOffset? DueAt, DateTimeOffset? Deadline, int Attempt, DateTimeOffset ChangedAt);
