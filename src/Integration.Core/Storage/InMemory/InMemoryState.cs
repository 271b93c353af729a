using ErpSync.Connectors;

namespace ErpSync.Storage.InMemory;

/// <summary>The tables of the in-memory store and the steps that change them. Not thread-safe: the store calls it under its lock.</summary>
internal sealed class InMemoryState(int laneCount)
{
    private readonly Dictionary<SubjectKey, InMemorySubject> _subjects = [];
    private readonly Dictionary<string, InMemoryHeadIndex> _heads = [];
    private readonly Dictionary<(string Connection, string Entity), InMemoryEffectIndex> _effects = [];
    private readonly Dictionary<string, HashSet<InMemorySubject>> _dependents = [];
    private readonly Dictionary<string, Checkpoint> _checkpoints = [];
    private readonly SortedDictionary<long, Case> _cases = [];
    private readonly Dictionary<string, long> _openCases = [];
    private readonly Dictionary<SubjectKey, HashSet<long>> _openCasesBySubject = [];
    private long _lastSubject;
    private long _lastSignal;
    private long _lastEffect;
    private long _lastCase;

    public InMemoryLinkIndex Links { get; } = new();

    public InMemoryCounters Counters { get; } = new();

    public AppendResult Append(NewSignal signal)
    {
        var subject = SubjectOf(signal.Subject);
        if (!subject.Deliveries.Add((signal.Source, signal.DeliveryId)))
        {
            return new AppendResult(0, IsDuplicate: true);
        }

        var stored = new InMemorySignal(++_lastSignal, signal);
        subject.Signals.Add(stored.Sequence, stored);
        subject.Waiting.Add(stored.Sequence);
        subject.Head.Signal(stored.Sequence, signal.OccurredAt, signal.AcceptedAt);
        Counters.Accepted(stored);
        Reindex(subject);
        return new AppendResult(stored.Sequence, IsDuplicate: false);
    }

    public void Save(CheckpointWrite? checkpoint)
    {
        if (checkpoint is { Value: { } value })
        {
            _checkpoints[checkpoint.Key] = value;
        }
        else if (checkpoint is not null)
        {
            _checkpoints.Remove(checkpoint.Key);
        }
    }

    public Checkpoint? CheckpointOf(string key) => _checkpoints.TryGetValue(key, out var value) ? value : null;

    public List<SubjectHead> Heads(HeadQuery query) => _heads.TryGetValue(query.Flow, out var heads)
        ? heads.Take(query).ConvertAll(subject => new SubjectHead(
            subject.Key, subject.Lane, subject.Head.LastSequence, subject.Head.OccurredAt, subject.Head.DueAt!.Value, subject.Head.Attempt,
            subject.Head.Deadline, subject.Head.Cause))
        : [];

    /// <summary>Everything that can refuse a commit, before anything is changed.</summary>
    public void Verify(SubjectCommit commit)
    {
        _subjects.TryGetValue(commit.Subject, out var subject);
        foreach (var update in commit.EffectUpdates)
        {
            if (subject is null || !subject.Effects.TryGetValue(update.Id, out var effect))
            {
                throw EffectRules.Unknown(commit.Subject, update.Id);
            }

            if (!effect.IsOpen && effect.State != update.State)
            {
                throw EffectRules.Done(commit.Subject, update, effect.State);
            }
        }

        if (commit.DropEffects && subject is not null
            && subject.OpenEffects.Values.FirstOrDefault(e => e.State == EffectState.Sending && commit.EffectUpdates.All(u => u.Id != e.Id)) is { } inFlight)
        {
            throw EffectRules.InFlight(commit.Subject, inFlight.Id);
        }
    }

    /// <summary>Commits; a first effect that is asked for is taken when there is a list for it.</summary>
    public void Commit(SubjectCommit commit, List<ClaimedEffect>? taken)
    {
        var subject = SubjectOf(commit.Subject);
        var head = subject.Head;
        var through = head.CoveredBy(commit);
        head.ChangedAt = commit.At;
        head.Title = commit.Title ?? head.Title;
        var settled = UpdateEffects(subject, commit);
        WriteLinks(commit);
        var first = AddEffects(subject, commit, taken is not null && commit.TakesFirst);
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
                head.Wait(commit, through, commit.DependsOn is { } address && Links.Contains(address));
                break;
            case SubjectTransition.Park:
                Park(subject, through, commit);
                break;
        }

        if (settled && head is { State: SubjectState.Dispatching, OpenEffects: 0 })
        {
            Complete(subject, head.PlannedThrough, head.PlanApplied ? SignalOutcome.Applied : SignalOutcome.Unchanged, commit.At);
        }

        Reindex(subject);
        if (first is not null)
        {
            taken!.Add(first.Claimed());
        }

        foreach (var entry in commit.Timeline)
        {
            subject.Timeline.Add(new TimelineEntry(commit.At, entry.Code, entry.Text));
        }

        foreach (var signal in commit.Signals)
        {
            Append(signal);
        }
    }

    public List<ClaimedEffect> Claim(EffectQuery query, Dictionary<int, long> owned)
    {
        if (!_effects.TryGetValue((query.Connection, query.Entity), out var index))
        {
            return [];
        }

        var claimed = new List<ClaimedEffect>();
        foreach (var effect in index.Due(query.Now.UtcTicks, query.Limit, effect => owned.ContainsKey(effect.Subject.Lane)))
        {
            index.Remove(effect);
            effect.State = EffectState.Sending;
            effect.ChangedAt = query.Now;
            effect.ClaimEpoch = owned[effect.Subject.Lane];
            claimed.Add(effect.Claimed());
        }

        claimed.Sort((a, b) => a.Id.CompareTo(b.Id));
        return claimed;
    }

    public int Recover(Dictionary<int, long> owned, Func<string, string, TimeSpan> probeAfter)
    {
        var left = _subjects.Values.Where(subject => owned.ContainsKey(subject.Lane)).SelectMany(subject => subject.OpenEffects.Values)
            .Where(effect => effect.State == EffectState.Sending && effect.ClaimEpoch < owned[effect.Subject.Lane]).ToList();
        foreach (var effect in left)
        {
            effect.State = EffectState.Ready;
            effect.Probe = true;
            effect.DueAt = effect.ChangedAt + probeAfter(effect.Effect.Connection, effect.Effect.Entity);
            ReindexEffects(effect.Subject);
        }

        return left.Count;
    }

    public List<TimelineEntry> TimelineOf(SubjectKey key, int limit)
    {
        if (!_subjects.TryGetValue(key, out var subject))
        {
            return [];
        }

        return TimelineMerge.Newest(
            limit,
            subject.Signals.Values.TakeLast(limit).Select(s => TimelineMerge.Of(s.Signal.AcceptedAt, s.Signal.Source, s.Signal.DeliveryId, s.Outcome)),
            subject.Effects.Values.TakeLast(limit).Select(e => TimelineMerge.Of(
                e.ChangedAt, e.Effect.Kind, e.Effect.Connection, e.Effect.Entity, e.Effect.Title, e.State, e.Attempt, e.Code)),
            subject.Timeline.TakeLast(limit));
    }

    public List<SubjectSummary> Search(SubjectQuery query) =>
    [
        .. _subjects.Values
            .Where(s => (query.Flow is null || s.Key.Flow == query.Flow) && (query.State is null || s.Head.State == query.State) && Matches(s, query.Text))
            .OrderByDescending(s => s.Head.ChangedAt).ThenByDescending(s => s.Id)
            .Take(query.Limit)
            .Select(s => new SubjectSummary(
                s.Key, s.Head.Title, s.Head.State, s.Head.Cause, s.Head.DueAt, s.Head.Deadline, s.Head.Attempt, s.Head.ChangedAt)),
    ];

    public List<Case> CasesOf(CaseQuery query) =>
    [
        .. _cases.Values.Reverse()
            .Where(c => (query.State is null || c.State == query.State) && (query.Code is null || c.Report.Code == query.Code)
                && (query.Connection is null || c.Report.Connection == query.Connection) && (query.Subject is null || c.Report.Subject == query.Subject))
            .Take(query.Limit),
    ];

    public void OpenCase(NewCase report)
    {
        if (_openCases.TryGetValue(report.Key, out var id))
        {
            Unlist(_cases[id]);
            _cases[id] = _cases[id] with { Report = report, Count = _cases[id].Count + 1 };
        }
        else
        {
            id = ++_lastCase;
            _cases[id] = new Case { Id = id, Report = report, OpenedAt = report.At, Count = 1 };
            _openCases[report.Key] = id;
            Counters.OpenCases++;
        }

        if (report.Subject is { } subject)
        {
            SubjectOf(subject).Head.HasOpenCase = true;
            if (!_openCasesBySubject.TryGetValue(subject, out var ids))
            {
                _openCasesBySubject[subject] = ids = [];
            }

            ids.Add(id);
        }
    }

    public void CloseCase(string key, string reason, DateTimeOffset at)
    {
        if (_openCases.TryGetValue(key, out var id))
        {
            Close(id, CaseState.Resolved, by: null, reason, at);
            Release(_cases[id], at);
        }
    }

    public bool Decide(long id, CaseDecision decision)
    {
        if (!_cases.TryGetValue(id, out var found) || found.State != CaseState.Open)
        {
            return false;
        }

        if (decision.Action != CaseAction.Retry)
        {
            Close(id, decision.Action == CaseAction.Resolve ? CaseState.Resolved : CaseState.Ignored, decision.Actor, decision.Reason, decision.At);
        }

        if (found.Report.Subject is not { } key)
        {
            return true;
        }

        var subject = SubjectOf(key);
        subject.Timeline.Add(CaseRules.EntryOf(found.Report.Code, decision));
        if (decision.Action == CaseAction.Retry)
        {
            if (subject.Head.CasedSequence is > 0 and var sequence)
            {
                End(subject, subject.Signals[sequence], SignalOutcome.Waiting);
            }

            subject.Head.Retry(decision.At);
            Reindex(subject);
        }
        else
        {
            Release(found, decision.At);
        }

        return true;
    }

    public long Prune(RetentionTimes retention, DateTimeOffset now)
    {
        var removed = 0L;
        foreach (var subject in _subjects.Values)
        {
            foreach (var signal in subject.Signals.Values.Where(s => s.Outcome != SignalOutcome.Waiting && s.Sequence != subject.Head.CasedSequence
                && s.Signal.AcceptedAt < now - retention.Signals).ToList())
            {
                subject.Signals.Remove(signal.Sequence);
                subject.Deliveries.Remove((signal.Signal.Source, signal.Signal.DeliveryId));
                removed++;
            }

            foreach (var effect in subject.Effects.Values.Where(e => !e.IsOpen && e.ChangedAt < now - retention.Effects).ToList())
            {
                subject.Effects.Remove(effect.Id);
                removed++;
            }

            if (subject.Head.State == SubjectState.Idle)
            {
                removed += subject.Timeline.RemoveAll(entry => entry.At < now - retention.Timeline);
            }
        }

        foreach (var closed in _cases.Values.Where(c => c.State != CaseState.Open && c.ClosedAt < now - retention.Cases).ToList())
        {
            _cases.Remove(closed.Id);
            removed++;
        }

        return removed;
    }

    private static bool Matches(InMemorySubject subject, string text) =>
        subject.Key.Id.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (subject.Head.Title?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false);

    private InMemorySubject SubjectOf(SubjectKey key)
    {
        if (!_subjects.TryGetValue(key, out var subject))
        {
            _subjects[key] = subject = new InMemorySubject(++_lastSubject, key, LaneHash.Of(key, laneCount));
        }

        return subject;
    }

    private bool UpdateEffects(InMemorySubject subject, SubjectCommit commit)
    {
        var written = false;
        foreach (var update in commit.EffectUpdates)
        {
            var effect = subject.Effects[update.Id];
            if (!effect.IsOpen)
            {
                continue;
            }

            effect.State = update.State;
            effect.Attempt = update.Attempt;
            effect.Probe = update.Probe;
            effect.Code = update.Code;
            effect.ChangedAt = commit.At;
            effect.DueAt = update.DueAt ?? commit.At;
            written |= update.State is EffectState.Applied or EffectState.Unchanged;
            Done(effect);
        }

        if (commit.DropEffects)
        {
            foreach (var effect in subject.OpenEffects.Values.Where(e => commit.EffectUpdates.All(u => u.Id != e.Id)).ToList())
            {
                effect.State = EffectState.Dropped;
                effect.ChangedAt = commit.At;
                Done(effect);
            }
        }

        ReindexEffects(subject);
        return written;
    }

    private void Done(InMemoryEffect effect)
    {
        if (effect.IndexedDue is not null)
        {
            _effects[(effect.Effect.Connection, effect.Effect.Entity)].Remove(effect);
        }

        if (!effect.IsOpen)
        {
            effect.Subject.OpenEffects.Remove(effect.Id);
            effect.Subject.Head.EffectDone(effect.State);
            Counters.PendingEffects--;
        }
    }

    /// <summary>Adds the effects of a commit; the first is returned as being sent when it is to be taken and nothing stands before it.</summary>
    private InMemoryEffect? AddEffects(InMemorySubject subject, SubjectCommit commit, bool take)
    {
        InMemoryEffect? taken = null;
        foreach (var added in commit.Effects)
        {
            var effect = new InMemoryEffect(++_lastEffect, subject, added, commit.At);
            if (take && subject.OpenEffects.Count == 0)
            {
                effect.State = EffectState.Sending;
                effect.ClaimEpoch = commit.Lane.Epoch;
                taken = effect;
            }

            subject.Effects.Add(effect.Id, effect);
            subject.OpenEffects.Add(effect.Id, effect);
            subject.Head.OpenEffects++;
            Counters.PendingEffects++;
        }

        ReindexEffects(subject);
        return taken;
    }

    private void ReindexEffects(InMemorySubject subject)
    {
        var first = subject.OpenEffects.Values.FirstOrDefault();
        if (first is not { State: EffectState.Ready, IndexedDue: null })
        {
            return;
        }

        var target = (first.Effect.Connection, first.Effect.Entity);
        if (!_effects.TryGetValue(target, out var index))
        {
            _effects[target] = index = new InMemoryEffectIndex();
        }

        index.Add(first);
    }

    private void WriteLinks(SubjectCommit commit)
    {
        foreach (var link in commit.Links)
        {
            Links.Put(link);
            if (!_dependents.TryGetValue(link.Address, out var dependents))
            {
                continue;
            }

            foreach (var dependent in dependents.ToList())
            {
                dependent.Head.Wake(commit.At);
                Reindex(dependent);
            }
        }
    }

    private void Complete(InMemorySubject subject, long through, SignalOutcome outcome, DateTimeOffset at)
    {
        EndThrough(subject, through, outcome);
        if (subject.Head.HasOpenCase)
        {
            foreach (var id in _openCasesBySubject.GetValueOrDefault(subject.Key, []).ToList())
            {
                Close(id, CaseState.Resolved, by: null, CaseRules.SettledByItself, at);
            }

            subject.Head.HasOpenCase = false;
        }

        subject.Head.Rest(SubjectState.Idle, through, at);
    }

    private void Park(InMemorySubject subject, long through, SubjectCommit commit)
    {
        var newest = EndThrough(subject, through, SignalOutcome.Cased);
        subject.Head.CasedSequence = newest;
        OpenCase(commit.Case! with { Subject = subject.Key });
        subject.Head.Rest(SubjectState.Parked, through, commit.At);
    }

    /// <summary>Ends the waiting signals and the cased one up to a sequence and returns the newest of them, 0 when there is none.</summary>
    private long EndThrough(InMemorySubject subject, long through, SignalOutcome outcome)
    {
        var covered = subject.Waiting.GetViewBetween(0, Math.Max(0, through)).ToList();
        if (subject.Head.CasedSequence > 0)
        {
            covered.Insert(0, subject.Head.CasedSequence);
            subject.Head.CasedSequence = 0;
        }

        for (var index = 0; index < covered.Count; index++)
        {
            var signal = subject.Signals[covered[index]];
            var waited = signal.Outcome == SignalOutcome.Waiting;
            End(subject, signal, index == covered.Count - 1 ? outcome : SignalOutcome.Superseded);
            subject.Head.WaitingSignals -= waited ? 1 : 0;
        }

        return covered.Count == 0 ? 0 : covered[^1];
    }

    private void End(InMemorySubject subject, InMemorySignal signal, SignalOutcome outcome)
    {
        var from = signal.Outcome;
        if (from == outcome)
        {
            return;
        }

        signal.Outcome = outcome;
        if (outcome == SignalOutcome.Waiting)
        {
            subject.Waiting.Add(signal.Sequence);
        }
        else
        {
            subject.Waiting.Remove(signal.Sequence);
        }

        Counters.Changed(signal, from);
    }

    private void Close(long id, CaseState state, string? by, string because, DateTimeOffset at)
    {
        var found = _cases[id];
        _cases[id] = found with { State = state, ClosedBy = by, ClosedBecause = because, ClosedAt = at };
        _openCases.Remove(found.Report.Key);
        Unlist(found);
        Counters.OpenCases--;
    }

    private void Unlist(Case open)
    {
        if (open.Report.Subject is { } subject && _openCasesBySubject.TryGetValue(subject, out var ids) && ids.Remove(open.Id) && ids.Count == 0)
        {
            _openCasesBySubject.Remove(subject);
        }
    }

    private void Release(Case closed, DateTimeOffset at)
    {
        if (closed.Report.Subject is { } key)
        {
            var subject = SubjectOf(key);
            subject.Head.Release(at);
            Reindex(subject);
        }
    }

    private void Reindex(InMemorySubject subject)
    {
        var head = subject.Head;
        (SubjectState, long)? place = head.State is SubjectState.Ready or SubjectState.Waiting && head.DueAt is { } due ? (head.State, due.UtcTicks) : null;
        if (place != subject.Indexed)
        {
            if (!_heads.TryGetValue(subject.Key.Flow, out var heads))
            {
                _heads[subject.Key.Flow] = heads = new InMemoryHeadIndex(laneCount);
            }

            if (subject.Indexed is { } former)
            {
                heads.Remove(subject, former.State, former.Due);
            }

            if (place is { } now)
            {
                heads.Add(subject, now.Item1, now.Item2);
            }

            subject.Indexed = place;
        }

        if (head.DependsOn == subject.IndexedDependency)
        {
            return;
        }

        if (subject.IndexedDependency is { } old && _dependents.TryGetValue(old, out var others) && others.Remove(subject) && others.Count == 0)
        {
            _dependents.Remove(old);
        }

        if (head.DependsOn is { } address)
        {
            if (!_dependents.TryGetValue(address, out var dependents))
            {
                _dependents[address] = dependents = [];
            }

            dependents.Add(subject);
        }

        subject.IndexedDependency = head.DependsOn;
    }
}
