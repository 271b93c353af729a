namespace ErpSync.Storage.Sqlite;

/// <summary>The changes of signals, heads and effects. Runs on the writer inside its transaction.</summary>
internal sealed class SqliteSteps(SqliteSession session, SqliteStoreOptions options)
{
    private readonly int _laneCount = options.LaneCount;
    private readonly long[] _epochs = new long[options.LaneCount];
    private readonly SqliteSubjectCache _subjects = new(options.MaxCachedSubjects);
    private SqliteTotals _committed;
    private SqliteTotals _totals;
    private long _epochsOf = -1;
    private long _version = -1;

    public ref SqliteTotals Totals => ref _totals;

    public SqliteSession Session => session;

    public int LaneCount => _laneCount;

    /// <summary>Starts a transaction. What is known of the file is read again when someone else has written it.</summary>
    public void Begin()
    {
        session[SqliteDialect.Begin].Run();
        var version = ReadDataVersion();
        if (version != _version)
        {
            _subjects.Clear();
            _committed = SqliteTotals.Read(session);
            _version = version;
        }

        Undo(_committed);
    }

    /// <summary>Makes durable what was done; costs nothing when nothing was.</summary>
    public void Commit()
    {
        if (_totals != _committed)
        {
            _totals.Write(session);
        }

        session[SqliteDialect.Commit].Run();
        _committed = _totals;
    }

    /// <summary>Gives up what was done and starts again from what was committed.</summary>
    public void Restart()
    {
        session.ResetAll();
        session[SqliteDialect.Rollback].Run();
        _subjects.Clear();
        Begin();
    }

    /// <summary>After a step was refused and undone.</summary>
    public void Refused(SqliteTotals before)
    {
        _subjects.Clear();
        Undo(before);
    }

    public IReadOnlyList<LaneGrant> RaiseEpochs()
    {
        session[SqliteDialect.RaiseLanes].Run();
        _totals.LaneGeneration++;
        ReadEpochs();
        return [.. _epochs.Select((epoch, lane) => new LaneGrant(lane, epoch))];
    }

    public bool Owns(LaneGrant grant) => grant.Epoch > 0 && grant.Lane >= 0 && grant.Lane < _epochs.Length && _epochs[grant.Lane] == grant.Epoch;

    public SqliteSubject SubjectOf(SubjectKey key)
    {
        if (_subjects.Find(key) is { } known)
        {
            return known;
        }

        return _subjects.Put(SqliteSubject.Find(session, key) ?? new SqliteSubject(++_totals.LastSubject, key, LaneHash.Of(key, _laneCount)));
    }

    /// <summary>A subject that is stored.</summary>
    public SqliteSubject SubjectOf(long id) => _subjects.Find(id) ?? _subjects.Put(SqliteSubject.Find(session, id));

    public void Write(SqliteSubject subject) => subject.Write(session);

    public List<AppendResult> Append(IReadOnlyList<NewSignal> signals)
    {
        var results = new List<AppendResult>(signals.Count);
        for (var index = 0; index < signals.Count; index++)
        {
            results.Add(Append(signals[index]));
        }

        return results;
    }

    /// <summary>Commits what is owned; first effects that are asked for are taken when there is a list for them.</summary>
    public List<CommitOutcome> Commit(IReadOnlyList<SubjectCommit> commits, List<ClaimedEffect>? taken)
    {
        var outcomes = new List<CommitOutcome>(commits.Count);
        for (var index = 0; index < commits.Count; index++)
        {
            var owned = Owns(commits[index].Lane);
            outcomes.Add(owned ? CommitOutcome.Committed : CommitOutcome.Fenced);
            if (owned)
            {
                Commit(commits[index], taken);
            }
        }

        return outcomes;
    }

    /// <summary>Moves a signal from one outcome to another; false when it was not in the first.</summary>
    public bool Turn(SqliteSubject subject, long sequence, SignalOutcome from, SignalOutcome to)
    {
        if (session[SqliteDialect.EndSignal].Bind((long)to).Bind(sequence).Bind(subject.Id).Bind((long)from).RunCounted() == 0)
        {
            return false;
        }

        _totals.Count(from, -1);
        _totals.Count(to, 1);
        return true;
    }

    private AppendResult Append(NewSignal signal)
    {
        var subject = SubjectOf(signal.Subject);
        var sequence = _totals.LastSignal + 1;
        var added = session[SqliteDialect.AddSignal]
            .Bind(sequence).Bind(subject.Id).Bind(signal.Source).Bind(signal.DeliveryId).Bind(signal.OccurredAt).Bind(signal.AcceptedAt).RunCounted();
        if (added == 0)
        {
            return new AppendResult(0, IsDuplicate: true);
        }

        if (!signal.Body.IsEmpty)
        {
            session[SqliteDialect.AddBody].Bind(sequence).Bind(signal.Body).Run();
        }

        _totals.LastSignal = sequence;
        _totals.Waiting++;
        subject.Head.Signal(sequence, signal.OccurredAt, signal.AcceptedAt);
        Write(subject);
        return new AppendResult(sequence, IsDuplicate: false);
    }

    private void Commit(SubjectCommit commit, List<ClaimedEffect>? taken)
    {
        var subject = SubjectOf(commit.Subject);
        if (!subject.IsStored)
        {
            Write(subject);
        }

        var head = subject.Head;
        var through = head.CoveredBy(commit);
        head.ChangedAt = commit.At;
        head.Title = commit.Title ?? head.Title;
        var effects = new SqliteEffectSteps(this, subject);
        var settled = effects.Apply(commit, taken is not null && commit.TakesFirst);
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
                head.Wait(commit, through, commit.DependsOn is { } address && LinkExists(address));
                break;
            case SubjectTransition.Park:
                head.CasedSequence = EndThrough(subject, through, SignalOutcome.Cased);
                new SqliteCaseSteps(this).Open(commit.Case! with { Subject = subject.Key });
                head.HasOpenCase = true;
                head.Rest(SubjectState.Parked, through, commit.At);
                break;
        }

        if (settled && head is { State: SubjectState.Dispatching, OpenEffects: 0 })
        {
            Complete(subject, head.PlannedThrough, head.PlanApplied ? SignalOutcome.Applied : SignalOutcome.Unchanged, commit.At);
        }

        Write(subject);
        if (effects.Taken is > 0 and var id)
        {
            taken!.Add(new ClaimedEffect
            {
                Id = id,
                Subject = subject.Key,
                Lane = commit.Lane,
                Effect = commit.Effects[0],
                CreatedAt = commit.At,
                Deadline = head.Deadline,
            });
        }

        foreach (var entry in commit.Timeline)
        {
            session[SqliteDialect.AddStep].Bind(subject.Id).Bind(commit.At).Bind(entry.Code).Bind(entry.Text).Run();
        }

        Append(commit.Signals);
    }

    private void Complete(SqliteSubject subject, long through, SignalOutcome outcome, DateTimeOffset at)
    {
        EndThrough(subject, through, outcome);
        if (subject.Head.HasOpenCase)
        {
            new SqliteCaseSteps(this).CloseAllOf(subject.Key, CaseRules.SettledByItself, at);
            subject.Head.HasOpenCase = false;
        }

        subject.Head.Rest(SubjectState.Idle, through, at);
    }

    /// <summary>Ends the waiting signals and the cased one up to a sequence and returns the newest of them, 0 when there is none.</summary>
    private long EndThrough(SqliteSubject subject, long through, SignalOutcome outcome)
    {
        var head = subject.Head;
        var cased = head.CasedSequence;
        head.CasedSequence = 0;
        var newest = head.WaitingSignals > 0 && through > head.DoneThrough ? EndNewest(subject, through, outcome) : 0;
        if (newest > 0 && head.WaitingSignals > 0)
        {
            var superseded = session[SqliteDialect.Supersede].Bind(subject.Id).Bind(newest).RunCounted();
            head.WaitingSignals -= superseded;
            _totals.Waiting -= superseded;
            _totals.Superseded += superseded;
        }

        if (cased == 0)
        {
            return newest;
        }

        Turn(subject, cased, SignalOutcome.Cased, newest > 0 ? SignalOutcome.Superseded : outcome);
        return newest > 0 ? newest : cased;
    }

    private long EndNewest(SqliteSubject subject, long through, SignalOutcome outcome)
    {
        // Nearly always the work covers exactly the newest signal it saw; only otherwise it must be looked for.
        var newest = Math.Min(through, subject.Head.LastSequence);
        if (!Turn(subject, newest, SignalOutcome.Waiting, outcome))
        {
            var row = session[SqliteDialect.NewestWaiting].Bind(subject.Id).Bind(through);
            newest = row.Step() ? row.Number(0) : 0;
            row.Reset();
            if (newest == 0 || !Turn(subject, newest, SignalOutcome.Waiting, outcome))
            {
                return 0;
            }
        }

        subject.Head.WaitingSignals--;
        return newest;
    }

    /// <summary>Writes links and wakes who waits for them; true when the subject itself does.</summary>
    private bool WriteLinks(SubjectCommit commit, SqliteSubject self)
    {
        var wakesSelf = false;
        foreach (var link in commit.Links)
        {
            session[SqliteDialect.PutLink].Bind(link.Address).Bind(link.Subject.Flow).Bind(link.Subject.Id).Bind(link.Name).Bind(link.Connection)
                .Bind(link.Entity).Bind(link.Ref.Id).Bind(link.Ref.Version).Bind(link.Ref.DisplayNumber).Bind(link.Memo).Bind(link.At).Run();
            foreach (var key in SqliteSubject.FindDependents(session, link.Address))
            {
                if (key == self.Key)
                {
                    wakesSelf = true;
                    continue;
                }

                var dependent = SubjectOf(key);
                dependent.Head.Wake(commit.At);
                Write(dependent);
            }
        }

        return wakesSelf;
    }

    private bool LinkExists(string address)
    {
        var row = session[SqliteDialect.LinkExists].Bind(address);
        var exists = row.Step();
        row.Reset();
        return exists;
    }

    private long ReadDataVersion()
    {
        var row = session[SqliteDialect.DataVersion];
        row.Step();
        var version = row.Number(0);
        row.Reset();
        return version;
    }

    private void Undo(SqliteTotals before)
    {
        _totals = before;
        if (_totals.LaneGeneration != _epochsOf)
        {
            ReadEpochs();
        }
    }

    private void ReadEpochs()
    {
        var row = session[SqliteDialect.ReadLanes];
        while (row.Step())
        {
            _epochs[row.Int(0)] = row.Number(1);
        }

        row.Reset();
        _epochsOf = _totals.LaneGeneration;
    }
}
