namespace ErpSync.Storage;

/// <summary>A subject that can be worked on.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="ThroughSequence">Sequence of its newest accepted signal; the work covers everything up to it.</param>
/// <param name="OccurredAt">Instant of the newest signal.</param>
/// <param name="DueAt">Since when it is due.</param>
/// <param name="Attempt">How often work on the present content failed; 0 at first.</param>
/// <param name="Deadline">When waiting must end in a case, or null.</param>
/// <param name="Cause">Why it waited, or null.</param>
public sealed record SubjectHead(
    SubjectKey Subject, int Lane, long ThroughSequence, DateTimeOffset OccurredAt, DateTimeOffset DueAt, int Attempt, DateTimeOffset? Deadline, string? Cause)
{
    /// <summary>Epoch of the lane under which the engine works on it; 0 when it is only looked at, as in a preview: then nothing may be written for it.</summary>
    public long Epoch { get; init; }

    /// <summary>Lane and epoch: what fences the work on it.</summary>
    public LaneGrant Grant => new(Lane, Epoch);
}
