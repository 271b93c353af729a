using ErpSync.Storage.Steps;

namespace ErpSync.Storage.PostgreSql;

/// <summary>The loaded rows of one transaction and what becomes of them. The rules run on it in memory; <see cref="PostgreSqlUnitWriter"/> writes the result.</summary>
internal sealed class PostgreSqlUnit(int laneCount) : IStoreRows
{
    private readonly Dictionary<SubjectKey, PostgreSqlSubject> _subjects = [];
    private readonly Dictionary<long, PostgreSqlSubject> _subjectsById = [];
    private readonly Dictionary<string, List<PostgreSqlSubject>> _dependents = [];
    private readonly Dictionary<long, PostgreSqlEffect> _effects = [];
    private readonly Dictionary<long, PostgreSqlSignal> _newSignals = [];

    public Dictionary<int, long> Epochs { get; } = [];

    public HashSet<(SubjectKey Subject, string Source, string Delivery)> Deliveries { get; } = [];

    public HashSet<string> LinkAddresses { get; } = [];

    public Queue<long> SubjectIds { get; } = [];

    public Queue<long> SignalIds { get; } = [];

    public Queue<long> EffectIds { get; } = [];

    public PostgreSqlCases Cases { get; } = new();

    public PostgreSqlTotals Totals { get; } = new();

    public IEnumerable<PostgreSqlSubject> ChangedSubjects => _subjects.Values.Where(subject => subject.IsChanged);

    public IReadOnlyCollection<PostgreSqlSignal> NewSignals => _newSignals.Values;

    /// <summary>Signals that were stored before and end otherwise now.</summary>
    public Dictionary<long, SignalOutcome> Outcomes { get; } = [];

    public List<PostgreSqlEffect> NewEffects { get; } = [];

    /// <summary>Stored effects that change.</summary>
    public Dictionary<long, PostgreSqlEffect> ChangedEffects { get; } = [];

    public Dictionary<string, Link> Links { get; } = [];

    public List<(long SubjectId, TimelineEntry Entry)> Steps { get; } = [];

    public Dictionary<string, string?> Checkpoints { get; } = [];

    /// <summary>Lanes for which signals were accepted, so that their owners can be told.</summary>
    public HashSet<int> SignalledLanes { get; } = [];

    public void Load(PostgreSqlSubject subject)
    {
        _subjects[subject.Key] = subject;
        _subjectsById[subject.Id] = subject;
        Index(subject);
    }

    public void Load(PostgreSqlEffect effect)
    {
        _effects[effect.Id] = effect;
        if (_subjectsById.TryGetValue(effect.SubjectId, out var subject))
        {
            subject.Effects[effect.Id] = effect;
        }
    }

    public void LoadWaiting(long subjectId, long signalId) => _subjectsById[subjectId].Waiting.Add(signalId);

    public bool Owns(LaneGrant grant) => grant.Epoch > 0 && Epochs.TryGetValue(grant.Lane, out var epoch) && epoch == grant.Epoch;

    public StoreSubject SubjectOf(SubjectKey key)
    {
        if (!_subjects.TryGetValue(key, out var subject))
        {
            Load(subject = new PostgreSqlSubject(SubjectIds.Dequeue(), key));
        }

        return subject;
    }

    public void Write(StoreSubject subject)
    {
        var changed = (PostgreSqlSubject)subject;
        changed.IsChanged = true;
        Index(changed);
    }

    public IReadOnlyList<StoreSubject> DependentsOf(string address) =>
        _dependents.TryGetValue(address, out var found) ? [.. found.Where(subject => subject.Head.DependsOn == address).Distinct()] : [];

    public long AddSignal(StoreSubject subject, NewSignal signal)
    {
        if (!Deliveries.Add((signal.Subject, signal.Source, signal.DeliveryId)))
        {
            return 0;
        }

        var added = new PostgreSqlSignal(SignalIds.Dequeue(), subject.Id, signal);
        _newSignals.Add(added.Id, added);
        ((PostgreSqlSubject)subject).Waiting.Add(added.Id);
        Totals.Count(SignalOutcome.Waiting, 1);
        SignalledLanes.Add(LaneHash.Of(signal.Subject, laneCount));
        return added.Id;
    }

    public bool TurnSignal(StoreSubject subject, long sequence, SignalOutcome from, SignalOutcome to)
    {
        var waiting = ((PostgreSqlSubject)subject).Waiting;
        if (from == SignalOutcome.Waiting && !waiting.Remove(sequence))
        {
            return false;
        }

        if (to == SignalOutcome.Waiting)
        {
            waiting.Add(sequence);
        }

        if (_newSignals.TryGetValue(sequence, out var added))
        {
            added.Outcome = to;
        }
        else
        {
            Outcomes[sequence] = to;
        }

        Totals.Count(from, -1);
        Totals.Count(to, 1);
        return true;
    }

    public long NewestWaiting(StoreSubject subject, long through) => ((PostgreSqlSubject)subject).Waiting.Where(id => id <= through).DefaultIfEmpty().Max();

    public int Supersede(StoreSubject subject, long below)
    {
        var older = ((PostgreSqlSubject)subject).Waiting.TakeWhile(id => id < below).ToList();
        older.ForEach(id => TurnSignal(subject, id, SignalOutcome.Waiting, SignalOutcome.Superseded));
        return older.Count;
    }

    public EffectState? StateOf(StoreSubject subject, long effectId) =>
        _effects.TryGetValue(effectId, out var effect) && effect.SubjectId == subject.Id ? effect.State : null;

    public IReadOnlyList<OpenEffect> OpenEffectsOf(StoreSubject subject) =>
        [.. ((PostgreSqlSubject)subject).Effects.Values.Where(effect => effect.IsOpen).Select(effect => new OpenEffect(effect.Id, effect.State))];

    public long AddEffect(StoreSubject subject, NewEffect effect, DateTimeOffset at, long takenUnder)
    {
        var added = new PostgreSqlEffect(EffectIds.Dequeue(), subject.Id)
        {
            Added = effect,
            Lane = LaneHash.Of(subject.Key, laneCount),
            State = takenUnder > 0 ? EffectState.Sending : EffectState.Ready,
            ClaimEpoch = takenUnder,
            Blocked = subject.Head.OpenEffects > 0,
            DueAt = at,
            ChangedAt = at,
        };
        NewEffects.Add(added);
        _effects[added.Id] = added;
        ((PostgreSqlSubject)subject).Effects[added.Id] = added;
        Totals.PendingEffects++;
        return added.Id;
    }

    public bool UpdateEffect(StoreSubject subject, EffectUpdate update, DateTimeOffset at)
    {
        if (StateOf(subject, update.Id) is not (EffectState.Ready or EffectState.Sending))
        {
            return false;
        }

        var effect = Change(update.Id, update.State, at);
        effect.Attempt = update.Attempt;
        effect.DueAt = update.DueAt ?? at;
        effect.Probe = update.Probe;
        effect.Code = update.Code;
        return true;
    }

    public void DropEffect(StoreSubject subject, long effectId, DateTimeOffset at) => Change(effectId, EffectState.Dropped, at);

    public void UnblockFirst(StoreSubject subject)
    {
        if (((PostgreSqlSubject)subject).Effects.Values.FirstOrDefault(effect => effect.IsOpen) is { Blocked: true } first)
        {
            first.Blocked = false;
            Changed(first);
        }
    }

    public void PutLink(Link link)
    {
        Links[link.Address] = link;
        LinkAddresses.Add(link.Address);
    }

    public bool LinkExists(string address) => LinkAddresses.Contains(address);

    public void AddStep(StoreSubject subject, TimelineEntry entry) => Steps.Add((subject.Id, entry));

    public long OpenCaseOf(string key) => Cases.OpenOf(key);

    public IReadOnlyList<long> OpenCasesOf(SubjectKey subject) => Cases.OpenOf(subject);

    public Case? CaseOf(long id) => Cases.Find(id);

    public void AddCase(NewCase report)
    {
        Cases.Add(report);
        Totals.OpenCases++;
    }

    public void CountCase(long id, NewCase report) => Cases.Count(id, report);

    public void CloseCase(long id, CaseState state, string? by, string because, DateTimeOffset at)
    {
        if (Cases.Close(id, state, by, because, at))
        {
            Totals.OpenCases--;
        }
    }

    public void Save(CheckpointWrite? checkpoint)
    {
        if (checkpoint is not null)
        {
            Checkpoints[checkpoint.Key] = checkpoint.Value?.Value;
        }
    }

    private PostgreSqlEffect Change(long id, EffectState state, DateTimeOffset at)
    {
        var effect = _effects[id];
        Totals.PendingEffects -= effect.IsOpen && state is not (EffectState.Ready or EffectState.Sending) ? 1 : 0;
        effect.State = state;
        effect.ChangedAt = at;
        Changed(effect);
        return effect;
    }

    private void Changed(PostgreSqlEffect effect)
    {
        if (effect.Added is null)
        {
            ChangedEffects[effect.Id] = effect;
        }
    }

    private void Index(PostgreSqlSubject subject)
    {
        if (subject.Head.DependsOn is { } address)
        {
            if (!_dependents.TryGetValue(address, out var waiting))
            {
                _dependents[address] = waiting = [];
            }

            waiting.Add(subject);
        }
    }
}
