namespace ErpSync.Storage.Steps;

/// <summary>Accepting signals and committing work on subjects: the rules that every store shares. Runs within one transaction.</summary>
/// <param name="rows">Rows of the transaction.</param>
public sealed class SubjectSteps(IStoreRows rows)
{
    private readonly EffectSteps _effects = new(rows);
    private readonly CaseSteps _cases = new(rows);

    /// <summary>Accepts signals.</summary>
    /// <param name="signals">Signals in the order in which they count.</param>
    /// <returns>One result per signal, in the same order.</returns>
    public List<AppendResult> Append(IReadOnlyList<NewSignal> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var results = new List<AppendResult>(signals.Count);
        for (var index = 0; index < signals.Count; index++)
        {
            results.Add(Append(signals[index]));
        }

        return results;
    }

    /// <summary>Commits work, each piece for itself fenced by its lane's epoch.</summary>
    /// <param name="commits">One per subject.</param>
    /// <param name="taken">Gets the first effects that commits ask for (<see cref="SubjectCommit.TakesFirst"/>); null takes none.</param>
    /// <returns>One outcome per commit, in the same order.</returns>
    /// <exception cref="InvalidOperationException">A commit contradicts the effects there are; the whole transaction must be undone.</exception>
    public List<CommitOutcome> Commit(IReadOnlyList<SubjectCommit> commits, List<ClaimedEffect>? taken = null)
    {
        ArgumentNullException.ThrowIfNull(commits);
        var outcomes = new List<CommitOutcome>(commits.Count);
        for (var index = 0; index < commits.Count; index++)
        {
            var owned = rows.Owns(commits[index].Lane);
            outcomes.Add(owned ? CommitOutcome.Committed : CommitOutcome.Fenced);
            if (owned)
            {
                Commit(commits[index], taken);
            }
        }

        return outcomes;
    }

    private AppendResult Append(NewSignal signal)
    {
        var subject = rows.SubjectOf(signal.Subject);
        var sequence = rows.AddSignal(subject, signal);
        if (sequence == 0)
        {
            return new AppendResult(0, IsDuplicate: true);
        }

        subject.Head.Signal(sequence, signal.OccurredAt, signal.AcceptedAt);
        rows.Write(subject);
        return new AppendResult(sequence, IsDuplicate: false);
    }

    private void Commit(SubjectCommit commit, List<ClaimedEffect>? taken)
    {
        var subject = rows.SubjectOf(commit.Subject);
        var head = subject.Head;
        var through = head.CoveredBy(commit);
        head.ChangedAt = commit.At;
        head.Title = commit.Title ?? head.Title;
        var (settled, first) = _effects.Apply(subject, commit, taken is not null && commit.TakesFirst);
        if (WriteLinks(commit, subject))
        {
            head.Wake(commit.At);
        }

        switch (commit.Transition)
        {
            case SubjectTransition.Complete:
                Complete(subject, through, commit.Outcome, commit.At);
                break;
            case SubjectTransition.Dispatch:
                head.Dispatch(through, commit.At);
                settled = true;
                break;
            case SubjectTransition.Wait:
                head.Wait(commit, through, commit.DependsOn is { } address && rows.LinkExists(address));
                break;
            case SubjectTransition.Park:
                head.CasedSequence = EndThrough(subject, through, SignalOutcome.Cased);
                _cases.Open(commit.Case! with { Subject = subject.Key });
                head.HasOpenCase = true;
                head.Rest(SubjectState.Parked, through, commit.At);
                break;
        }

        if (settled && head is { State: SubjectState.Dispatching, OpenEffects: 0 })
        {
            Complete(subject, head.PlannedThrough, head.PlanApplied ? SignalOutcome.Applied : SignalOutcome.Unchanged, commit.At);
        }

        rows.Write(subject);
        if (first > 0)
        {
            taken!.Add(new ClaimedEffect
            {
                Id = first,
                Subject = subject.Key,
                Lane = commit.Lane,
                Effect = commit.Effects[0],
                CreatedAt = commit.At,
                Deadline = head.Deadline,
            });
        }

        foreach (var entry in commit.Timeline)
        {
            rows.AddStep(subject, new TimelineEntry(commit.At, entry.Code, entry.Text));
        }

        Append(commit.Signals);
    }

    private void Complete(StoreSubject subject, long through, SignalOutcome outcome, DateTimeOffset at)
    {
        EndThrough(subject, through, outcome);
        if (subject.Head.HasOpenCase)
        {
            _cases.SettleAllOf(subject.Key, at);
            subject.Head.HasOpenCase = false;
        }

        subject.Head.Rest(SubjectState.Idle, through, at);
    }

    /// <summary>Ends the waiting signals and the cased one up to a sequence and returns the newest of them, 0 when there is none.</summary>
    private long EndThrough(StoreSubject subject, long through, SignalOutcome outcome)
    {
        var head = subject.Head;
        var cased = head.CasedSequence;
        head.CasedSequence = 0;
        var newest = head.WaitingSignals > 0 && through > head.DoneThrough ? EndNewest(subject, through, outcome) : 0;
        if (newest > 0 && head.WaitingSignals > 0)
        {
            head.WaitingSignals -= rows.Supersede(subject, newest);
        }

        if (cased == 0)
        {
            return newest;
        }

        rows.TurnSignal(subject, cased, SignalOutcome.Cased, newest > 0 ? SignalOutcome.Superseded : outcome);
        return newest > 0 ? newest : cased;
    }

    private long EndNewest(StoreSubject subject, long through, SignalOutcome outcome)
    {
        // Nearly always the work covers exactly the newest signal it saw; only otherwise it must be looked for.
        var newest = Math.Min(through, subject.Head.LastSequence);
        if (!rows.TurnSignal(subject, newest, SignalOutcome.Waiting, outcome))
        {
            newest = rows.NewestWaiting(subject, through);
            if (newest == 0 || !rows.TurnSignal(subject, newest, SignalOutcome.Waiting, outcome))
            {
                return 0;
            }
        }

        subject.Head.WaitingSignals--;
        return newest;
    }

    /// <summary>Writes links and wakes who waits for them; true when the subject itself does.</summary>
    private bool WriteLinks(SubjectCommit commit, StoreSubject self)
    {
        var wakesSelf = false;
        foreach (var link in commit.Links)
        {
            rows.PutLink(link);
            foreach (var dependent in rows.DependentsOf(link.Address))
            {
                if (dependent.Id == self.Id)
                {
                    wakesSelf = true;
                    continue;
                }

                dependent.Head.Wake(commit.At);
                rows.Write(dependent);
            }
        }

        return wakesSelf;
    }
}
