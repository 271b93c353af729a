using ErpSync.Storage.Steps;

namespace ErpSync.Storage.InMemory;

/// <summary>The tables of the in-memory store as rows that the common steps work on. Not thread-safe: the store works under its lock.</summary>
internal sealed class InMemoryRows(InMemoryLaneTable lanes) : IStoreRows
{
    private readonly Dictionary<SubjectKey, InMemorySubject> _subjects = [];
    private long _lastSubject;
    private long _lastSignal;
    private long _lastEffect;

    public IReadOnlyCollection<InMemorySubject> Subjects => _subjects.Values;

    public InMemoryHeads Heads { get; } = new(lanes.LaneCount);

    public InMemoryEffectQueues Queues { get; } = new();

    public InMemoryLinkIndex Links { get; } = new();

    public InMemoryCases Cases { get; } = new();

    public InMemoryCounters Counters { get; } = new();

    public InMemorySubject? Find(SubjectKey key) => _subjects.GetValueOrDefault(key);

    public bool Owns(LaneGrant grant) => grant.Epoch > 0 && lanes.EpochOf(grant.Lane) == grant.Epoch;

    public StoreSubject SubjectOf(SubjectKey key)
    {
        if (!_subjects.TryGetValue(key, out var subject))
        {
            _subjects[key] = subject = new InMemorySubject(++_lastSubject, key, LaneHash.Of(key, lanes.LaneCount));
        }

        return subject;
    }

    public void Write(StoreSubject subject) => Heads.Place((InMemorySubject)subject);

    public IReadOnlyList<StoreSubject> DependentsOf(string address) => Heads.DependentsOf(address);

    public long AddSignal(StoreSubject subject, NewSignal signal)
    {
        var owner = (InMemorySubject)subject;
        if (!owner.Deliveries.Add((signal.Source, signal.DeliveryId)))
        {
            return 0;
        }

        var stored = new InMemorySignal(++_lastSignal, signal);
        owner.Signals.Add(stored.Sequence, stored);
        owner.Waiting.Add(stored.Sequence);
        Counters.Accepted(stored);
        return stored.Sequence;
    }

    public bool TurnSignal(StoreSubject subject, long sequence, SignalOutcome from, SignalOutcome to)
    {
        var owner = (InMemorySubject)subject;
        if (!owner.Signals.TryGetValue(sequence, out var signal) || signal.Outcome != from)
        {
            return false;
        }

        signal.Outcome = to;
        if (to == SignalOutcome.Waiting)
        {
            owner.Waiting.Add(sequence);
        }
        else
        {
            owner.Waiting.Remove(sequence);
        }

        Counters.Changed(signal, from);
        return true;
    }

    public long NewestWaiting(StoreSubject subject, long through) => ((InMemorySubject)subject).Waiting.GetViewBetween(0, Math.Max(0, through)).Max;

    public int Supersede(StoreSubject subject, long below)
    {
        var older = ((InMemorySubject)subject).Waiting.TakeWhile(sequence => sequence < below).ToList();
        older.ForEach(sequence => TurnSignal(subject, sequence, SignalOutcome.Waiting, SignalOutcome.Superseded));
        return older.Count;
    }

    public EffectState? StateOf(StoreSubject subject, long effectId) =>
        ((InMemorySubject)subject).Effects.TryGetValue(effectId, out var effect) ? effect.State : null;

    public IReadOnlyList<OpenEffect> OpenEffectsOf(StoreSubject subject) =>
        [.. ((InMemorySubject)subject).OpenEffects.Values.Select(effect => new OpenEffect(effect.Id, effect.State))];

    public long AddEffect(StoreSubject subject, NewEffect effect, DateTimeOffset at, long takenUnder)
    {
        var owner = (InMemorySubject)subject;
        var added = new InMemoryEffect(++_lastEffect, owner, effect, at)
        {
            State = takenUnder > 0 ? EffectState.Sending : EffectState.Ready,
            ClaimEpoch = takenUnder,
        };
        owner.Effects.Add(added.Id, added);
        owner.OpenEffects.Add(added.Id, added);
        Counters.PendingEffects++;
        Queues.AddFirstOf(owner);
        return added.Id;
    }

    public bool UpdateEffect(StoreSubject subject, EffectUpdate update, DateTimeOffset at)
    {
        if (!((InMemorySubject)subject).OpenEffects.TryGetValue(update.Id, out var effect))
        {
            return false;
        }

        effect.Attempt = update.Attempt;
        effect.Probe = update.Probe;
        effect.Code = update.Code;
        effect.DueAt = update.DueAt ?? at;
        Turn(effect, update.State, at);
        return true;
    }

    public void DropEffect(StoreSubject subject, long effectId, DateTimeOffset at) =>
        Turn(((InMemorySubject)subject).OpenEffects[effectId], EffectState.Dropped, at);

    public void UnblockFirst(StoreSubject subject) => Queues.AddFirstOf((InMemorySubject)subject);

    public void PutLink(Link link) => Links.Put(link);

    public bool LinkExists(string address) => Links.Contains(address);

    public void AddStep(StoreSubject subject, TimelineEntry entry) => ((InMemorySubject)subject).Timeline.Add(entry);

    public long OpenCaseOf(string key) => Cases.OpenOf(key);

    public IReadOnlyList<long> OpenCasesOf(SubjectKey subject) => Cases.OpenOf(subject);

    public Case? CaseOf(long id) => Cases.Find(id);

    public void AddCase(NewCase report) => Cases.Add(report);

    public void CountCase(long id, NewCase report) => Cases.Count(id, report);

    public void CloseCase(long id, CaseState state, string? by, string because, DateTimeOffset at) => Cases.Close(id, state, by, because, at);

    private void Turn(InMemoryEffect effect, EffectState state, DateTimeOffset at)
    {
        Queues.Remove(effect);
        effect.State = state;
        effect.ChangedAt = at;
        if (!effect.IsOpen)
        {
            effect.Subject.OpenEffects.Remove(effect.Id);
            Counters.PendingEffects--;
        }
    }
}
