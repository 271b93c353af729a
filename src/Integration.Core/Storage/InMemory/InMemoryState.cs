using ErpSync.Connectors;
using ErpSync.Storage.Steps;

namespace ErpSync.Storage.InMemory;

/// <summary>Everything the in-memory store keeps, and what is asked of it. Not thread-safe: the store calls it under its lock.</summary>
internal sealed class InMemoryState
{
    private readonly InMemoryRows _rows;
    private readonly SubjectSteps _subjects;
    private readonly Dictionary<string, Checkpoint> _checkpoints = [];

    public InMemoryState(InMemoryLaneTable lanes)
    {
        _rows = new InMemoryRows(lanes);
        _subjects = new SubjectSteps(_rows);
        CaseSteps = new CaseSteps(_rows);
    }

    /// <summary>Rules of cases.</summary>
    public CaseSteps CaseSteps { get; }

    public InMemoryLinkIndex Links => _rows.Links;

    public InMemoryCases Cases => _rows.Cases;

    public bool Owns(LaneGrant lane) => _rows.Owns(lane);

    public StoreCounts Counts() => _rows.Counters.Read(_rows.Cases.OpenCount);

    public List<AppendResult> Append(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint)
    {
        var results = _subjects.Append(signals);
        if (checkpoint is { Value: { } value })
        {
            _checkpoints[checkpoint.Key] = value;
        }
        else if (checkpoint is not null)
        {
            _checkpoints.Remove(checkpoint.Key);
        }

        return results;
    }

    public Checkpoint? CheckpointOf(string key) => _checkpoints.TryGetValue(key, out var value) ? value : null;

    public List<SubjectHead> Heads(HeadQuery query) => _rows.Heads.Take(query);

    /// <summary>Commits; first effects that are asked for are taken when there is a list for them.</summary>
    public List<CommitOutcome> Commit(IReadOnlyList<SubjectCommit> commits, List<ClaimedEffect>? taken)
    {
        // There is no transaction to undo: what would be refused half way must be refused before anything is changed.
        foreach (var commit in commits.Where(commit => _rows.Owns(commit.Lane)))
        {
            Verify(commit);
        }

        return _subjects.Commit(commits, taken);
    }

    public List<ClaimedEffect> Claim(EffectQuery query)
    {
        if (!_rows.Queues.AnyDue(query))
        {
            // Dispatchers look again and again; mostly there is nothing.
            return [];
        }

        var owned = Owned(query.Lanes);
        var claimed = new List<ClaimedEffect>();
        foreach (var effect in _rows.Queues.Due(query, effect => owned.ContainsKey(effect.Subject.Lane)))
        {
            _rows.Queues.Remove(effect);
            effect.State = EffectState.Sending;
            effect.ChangedAt = query.Now;
            effect.ClaimEpoch = owned[effect.Subject.Lane];
            claimed.Add(effect.Claimed());
        }

        claimed.Sort((a, b) => a.Id.CompareTo(b.Id));
        return claimed;
    }

    public int Recover(IReadOnlyList<LaneGrant> lanes, bool ownToo, Func<string, string, TimeSpan> probeAfter)
    {
        var owned = Owned(lanes);
        var left = _rows.Subjects.Where(subject => owned.ContainsKey(subject.Lane)).SelectMany(subject => subject.OpenEffects.Values)
            .Where(effect => effect.State == EffectState.Sending && (ownToo || effect.ClaimEpoch < owned[effect.Subject.Lane])).ToList();
        foreach (var effect in left)
        {
            effect.State = EffectState.Ready;
            effect.Probe = true;
            effect.DueAt = effect.ChangedAt + probeAfter(effect.Effect.Connection, effect.Effect.Entity);
            _rows.Queues.AddFirstOf(effect.Subject);
        }

        return left.Count;
    }

    public List<TimelineEntry> TimelineOf(SubjectKey key, int limit) => _rows.Find(key) is not { } subject
        ? []
        : TimelineMerge.Newest(
            limit,
            subject.Signals.Values.TakeLast(limit).Select(s => TimelineMerge.Of(s.Signal.AcceptedAt, s.Signal.Source, s.Signal.DeliveryId, s.Outcome)),
            subject.Effects.Values.TakeLast(limit).Select(e => TimelineMerge.Of(
                e.ChangedAt, e.Effect.Kind, e.Effect.Connection, e.Effect.Entity, e.Effect.Title, e.State, e.Attempt, e.Code)),
            subject.Timeline.TakeLast(limit));

    public List<SubjectSummary> Search(SubjectQuery query) =>
    [
        .. _rows.Subjects
            .Where(s => (query.Flow is null || s.Key.Flow == query.Flow) && (query.State is null || s.Head.State == query.State) && Matches(s, query.Text))
            .OrderByDescending(s => s.Head.ChangedAt).ThenByDescending(s => s.Id)
            .Take(query.Limit)
            .Select(s => new SubjectSummary(
                s.Key, s.Head.Title, s.Head.State, s.Head.Cause, s.Head.DueAt, s.Head.Deadline, s.Head.Attempt, s.Head.ChangedAt)),
    ];

    public long Prune(RetentionTimes retention, DateTimeOffset now)
    {
        var removed = _rows.Cases.Prune(now - retention.Cases);
        foreach (var subject in _rows.Subjects)
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

        return removed;
    }

    private static bool Matches(InMemorySubject subject, string text) =>
        subject.Key.Id.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (subject.Head.Title?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false);

    private Dictionary<int, long> Owned(IReadOnlyList<LaneGrant> lanes) =>
        lanes.Where(_rows.Owns).Distinct().ToDictionary(grant => grant.Lane, grant => grant.Epoch);

    private void Verify(SubjectCommit commit)
    {
        var subject = _rows.Find(commit.Subject);
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
}
