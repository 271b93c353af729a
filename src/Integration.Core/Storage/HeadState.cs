namespace ErpSync.Storage;

/// <summary>
/// What a store keeps of a subject's head, and the rules by which it changes. Every store runs these rules inside its own atomic step and keeps the fields as
/// it likes, so the rules are the same everywhere. Not thread-safe: a store holds one instance within its step.
/// </summary>
public sealed class HeadState
{
    /// <summary>State.</summary>
    public SubjectState State { get; set; }

    /// <summary>Sequence of the newest accepted signal; 0 before the first.</summary>
    public long LastSequence { get; set; }

    /// <summary>Signals up to here have ended, apart from those that a retry made waiting again, which lie above it too.</summary>
    public long DoneThrough { get; set; }

    /// <summary>Number of signals that wait.</summary>
    public int WaitingSignals { get; set; }

    /// <summary>When the newest signal happened, as its source says.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>Since when it is due, or when a waiting ends; null when only a signal or dependency ends it.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Failures so far.</summary>
    public int Attempt { get; set; }

    /// <summary>When waiting must end in a case, or null.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>Why it waits or waited, or null.</summary>
    public string? Cause { get; set; }

    /// <summary>Text for people, or null.</summary>
    public string? Title { get; set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Whether a new signal ends the waiting.</summary>
    public bool WakeOnSignal { get; set; }

    /// <summary>Address of the link that ends the waiting, or null.</summary>
    public string? DependsOn { get; set; }

    /// <summary>Newest signal that the plan being written covers; 0 for none.</summary>
    public long PlannedThrough { get; set; }

    /// <summary>Whether an effect of the plan being written was applied.</summary>
    public bool PlanApplied { get; set; }

    /// <summary>Number of effects not done.</summary>
    public int OpenEffects { get; set; }

    /// <summary>The signal that is in front of a person through the open case; 0 for none.</summary>
    public long CasedSequence { get; set; }

    /// <summary>Whether a case of this subject is open.</summary>
    public bool HasOpenCase { get; set; }

    /// <summary>A signal was accepted.</summary>
    /// <param name="sequence">Its sequence, above all before it.</param>
    /// <param name="occurredAt">When it happened.</param>
    /// <param name="acceptedAt">When it was accepted.</param>
    public void Signal(long sequence, DateTimeOffset occurredAt, DateTimeOffset acceptedAt)
    {
        LastSequence = sequence;
        WaitingSignals++;
        OccurredAt = occurredAt;
        ChangedAt = acceptedAt;
        if (State is SubjectState.Idle or SubjectState.Parked || (State == SubjectState.Waiting && WakeOnSignal))
        {
            Wake(acceptedAt);
        }
    }

    /// <summary>The link it waits for was written.</summary>
    /// <param name="at">When.</param>
    public void Wake(DateTimeOffset at)
    {
        // A waiting that was due already keeps its place in the queue.
        DueAt = State == SubjectState.Waiting && DueAt < at ? DueAt : at;
        State = SubjectState.Ready;
        DependsOn = null;
        ChangedAt = at;
    }

    /// <summary>Signals that the given work covers: what the commit says, or, for a subject being written that says nothing, what its plan covered.</summary>
    /// <param name="commit">Commit.</param>
    public long CoveredBy(SubjectCommit commit) =>
        commit.ThroughSequence > 0 || State != SubjectState.Dispatching ? commit.ThroughSequence : PlannedThrough;

    /// <summary>An effect of the subject reached a state in which it is done.</summary>
    /// <param name="state">New state.</param>
    public void EffectDone(EffectState state)
    {
        OpenEffects--;
        PlanApplied |= state == EffectState.Applied;
    }

    /// <summary>Everything is planned and stored; the head waits for its effects.</summary>
    /// <param name="through">Newest signal that the plan covers.</param>
    /// <param name="at">When.</param>
    public void Dispatch(long through, DateTimeOffset at)
    {
        Enter(SubjectState.Dispatching, due: null, at);
        PlannedThrough = through;
        PlanApplied = false;
        Cause = null;
    }

    /// <summary>Waits. Ready at once when what it waits for has come meanwhile.</summary>
    /// <param name="commit">Commit with the waiting.</param>
    /// <param name="through">Newest signal covered; 0 when unknown.</param>
    /// <param name="dependencyExists">Whether the link it depends on exists already.</param>
    public void Wait(SubjectCommit commit, long through, bool dependencyExists)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Attempt = commit.Attempt;
        Deadline = commit.Deadline;
        Cause = commit.Cause;
        WakeOnSignal = commit.WakeOnSignal;
        var signalled = commit.WakeOnSignal && through > 0 && LastSequence > through;
        if (dependencyExists || signalled)
        {
            Enter(SubjectState.Ready, commit.At, commit.At);
            return;
        }

        Enter(SubjectState.Waiting, commit.DueAt, commit.At);
        DependsOn = commit.DependsOn;
    }

    /// <summary>The covered signals have ended: ready again when newer ones wait, at rest otherwise.</summary>
    /// <param name="rest"><see cref="SubjectState.Idle"/> or <see cref="SubjectState.Parked"/>.</param>
    /// <param name="through">Newest signal covered.</param>
    /// <param name="at">When.</param>
    public void Rest(SubjectState rest, long through, DateTimeOffset at)
    {
        DoneThrough = Math.Max(DoneThrough, Math.Min(through, LastSequence));
        Attempt = 0;
        Cause = null;
        Deadline = null;
        Enter(WaitingSignals > 0 ? SubjectState.Ready : rest, WaitingSignals > 0 ? at : null, at);
    }

    /// <summary>A person asks to try again from fresh state.</summary>
    /// <param name="at">When.</param>
    public void Retry(DateTimeOffset at)
    {
        if (CasedSequence > 0)
        {
            DoneThrough = Math.Min(DoneThrough, CasedSequence - 1);
            WaitingSignals++;
            CasedSequence = 0;
        }

        if (State is SubjectState.Dispatching or SubjectState.Ready)
        {
            return;
        }

        Attempt = 0;
        Cause = null;
        Deadline = null;
        Enter(SubjectState.Ready, at, at);
    }

    /// <summary>Its case was closed without a retry: the subject rests until something new is signalled.</summary>
    /// <param name="at">When.</param>
    public void Release(DateTimeOffset at)
    {
        HasOpenCase = false;
        CasedSequence = 0;
        if (State == SubjectState.Parked)
        {
            Enter(SubjectState.Idle, due: null, at);
        }
    }

    private void Enter(SubjectState state, DateTimeOffset? due, DateTimeOffset at)
    {
        State = state;
        DueAt = due;
        DependsOn = null;
        ChangedAt = at;
        PlannedThrough = 0;
    }
}
