namespace ErpSync.Storage;

/// <summary>Everything that one piece of work on one subject changes; applied completely or not at all.</summary>
public sealed record SubjectCommit
{
    /// <summary>Value of <see cref="ThroughSequence"/> that stands for "the sequence remembered by the last <see cref="SubjectTransition.Dispatch"/>".</summary>
    public const long PlannedThrough = 0;

    /// <summary>Subject.</summary>
    public required SubjectKey Subject { get; init; }

    /// <summary>Its lane and the epoch under which the work was done.</summary>
    public required LaneGrant Lane { get; init; }

    /// <summary>What becomes of the head.</summary>
    public SubjectTransition Transition { get; init; }

    /// <summary>Newest signal that the work covered; <see cref="PlannedThrough"/> (the default) when the work was the writing of effects.</summary>
    public long ThroughSequence { get; init; }

    /// <summary>Outcome for <see cref="SubjectTransition.Complete"/>: applied or unchanged.</summary>
    public SignalOutcome Outcome { get; init; } = SignalOutcome.Unchanged;

    /// <summary>For <see cref="SubjectTransition.Wait"/>: when to look again at the latest; null waits for the dependency or a signal alone.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>For <see cref="SubjectTransition.Wait"/>: becomes ready when this link is committed (see <see cref="Link.Address"/>), or null. When the link exists already, ready at once.</summary>
    public string? DependsOn { get; init; }

    /// <summary>For <see cref="SubjectTransition.Wait"/>: whether a new signal ends the waiting. Default true.</summary>
    public bool WakeOnSignal { get; init; } = true;

    /// <summary>For <see cref="SubjectTransition.Wait"/>: failures so far, kept until the subject completes.</summary>
    public int Attempt { get; init; }

    /// <summary>For <see cref="SubjectTransition.Wait"/>: when waiting must end in a case.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>For <see cref="SubjectTransition.Wait"/>: why, a stable code.</summary>
    public string? Cause { get; init; }

    /// <summary>Text for people (order name, SKU), kept for search; null leaves it.</summary>
    public string? Title { get; init; }

    /// <summary>True drops every effect of the subject that is not done and not named in <see cref="EffectUpdates"/>.</summary>
    public bool DropEffects { get; init; }

    /// <summary>Updates of effects of this subject.</summary>
    public IReadOnlyList<EffectUpdate> EffectUpdates { get; init; } = [];

    /// <summary>New effects in the order in which they must be written.</summary>
    public IReadOnlyList<NewEffect> Effects { get; init; } = [];

    /// <summary>
    /// True asks <see cref="ISyncStore.CommitAndTakeAsync"/> to hand the first of <see cref="Effects"/> to the caller, marked as sending, when no effect of the subject
    /// stands before it. <see cref="ISyncStore.CommitAsync"/> hands nothing over. Default false.
    /// </summary>
    public bool TakesFirst { get; init; }

    /// <summary>Links to insert or replace by their address.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Timeline entries to append.</summary>
    public IReadOnlyList<NewTimelineEntry> Timeline { get; init; } = [];

    /// <summary>Case for <see cref="SubjectTransition.Park"/>.</summary>
    public NewCase? Case { get; init; }

    /// <summary>Signals for other subjects that follow from this work, accepted in the same step with the usual deduplication.</summary>
    public IReadOnlyList<NewSignal> Signals { get; init; } = [];

    /// <summary>When the work was done.</summary>
    public required DateTimeOffset At { get; init; }
}
