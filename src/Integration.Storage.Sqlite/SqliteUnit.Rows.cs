using ErpSync.Storage.Steps;

namespace ErpSync.Storage.Sqlite;

/// <content>Rows of signals, heads, effects and links.</content>
internal sealed partial class SqliteUnit : IStoreRows
{
    public bool Owns(LaneGrant grant) => grant.Epoch > 0 && grant.Lane >= 0 && grant.Lane < _epochs.Length && _epochs[grant.Lane] == grant.Epoch;

    public StoreSubject SubjectOf(SubjectKey key) =>
        _subjects.Find(key)
        ?? _subjects.Put(SqliteSubject.Find(_session, key) ?? new SqliteSubject(++_totals.LastSubject, key, LaneHash.Of(key, LaneCount)));

    public void Write(StoreSubject subject) => ((SqliteSubject)subject).Write(_session);

    public IReadOnlyList<StoreSubject> DependentsOf(string address) => [.. SqliteSubject.FindDependents(_session, address).Select(SubjectOf)];

    public long AddSignal(StoreSubject subject, NewSignal signal)
    {
        var sequence = _totals.LastSignal + 1;
        var added = _session[SqliteDialect.AddSignal]
            .Bind(sequence).Bind(subject.Id).Bind(signal.Source).Bind(signal.DeliveryId).Bind(signal.OccurredAt).Bind(signal.AcceptedAt).RunCounted();
        if (added == 0)
        {
            return 0;
        }

        if (!signal.Body.IsEmpty)
        {
            _session[SqliteDialect.AddBody].Bind(sequence).Bind(signal.Body).Run();
        }

        _totals.LastSignal = sequence;
        _totals.Waiting++;
        return sequence;
    }

    public bool TurnSignal(StoreSubject subject, long sequence, SignalOutcome from, SignalOutcome to)
    {
        if (_session[SqliteDialect.EndSignal].Bind((long)to).Bind(sequence).Bind(subject.Id).Bind((long)from).RunCounted() == 0)
        {
            return false;
        }

        _totals.Count(from, -1);
        _totals.Count(to, 1);
        return true;
    }

    public long NewestWaiting(StoreSubject subject, long through) => NumberOf(_session[SqliteDialect.NewestWaiting].Bind(subject.Id).Bind(through));

    public int Supersede(StoreSubject subject, long below)
    {
        var superseded = _session[SqliteDialect.Supersede].Bind(subject.Id).Bind(below).RunCounted();
        _totals.Waiting -= superseded;
        _totals.Superseded += superseded;
        return superseded;
    }

    public EffectState? StateOf(StoreSubject subject, long effectId)
    {
        var row = _session[SqliteDialect.ReadEffectState].Bind(effectId).Bind(subject.Id);
        EffectState? state = row.Step() ? (EffectState)row.Int(0) : null;
        row.Reset();
        return state;
    }

    /// <summary>They are among the newest and their number is known, so no index of their own is needed.</summary>
    public IReadOnlyList<OpenEffect> OpenEffectsOf(StoreSubject subject)
    {
        var open = new List<OpenEffect>(subject.Head.OpenEffects);
        if (subject.Head.OpenEffects > 0)
        {
            var row = _session[SqliteDialect.ReadNewestEffects].Bind(subject.Id);
            while (open.Count < subject.Head.OpenEffects && row.Step())
            {
                if ((EffectState)row.Int(1) is var state and (EffectState.Ready or EffectState.Sending))
                {
                    open.Insert(0, new OpenEffect(row.Number(0), state));
                }
            }

            row.Reset();
        }

        return open;
    }

    public long AddEffect(StoreSubject subject, NewEffect effect, DateTimeOffset at, long takenUnder)
    {
        var id = ++_totals.LastEffect;
        _session[SqliteDialect.AddEffect].Bind(id).Bind(subject.Id).Bind(((SqliteSubject)subject).Lane).Bind(effect.Connection).Bind(effect.Entity)
            .Bind((long)effect.Kind).Bind(effect.Key.Value).Bind(effect.Target?.Id).Bind(effect.Target?.Version).Bind(effect.Target?.DisplayNumber)
            .Bind(effect.LinkName).Bind(effect.LinkMemo).Bind(effect.Title).Bind(at)
            .Bind(effect.SignalAgain).Bind(subject.Head.OpenEffects > 0)
            .Bind((long)(takenUnder > 0 ? EffectState.Sending : EffectState.Ready)).Bind(takenUnder).Run();
        _session[SqliteDialect.AddPayload].Bind(id).Bind(effect.Payload).Run();
        _totals.PendingEffects++;
        return id;
    }

    public bool UpdateEffect(StoreSubject subject, EffectUpdate update, DateTimeOffset at)
    {
        var updated = _session[SqliteDialect.UpdateEffect].Bind((long)update.State).Bind(update.Attempt).Bind(update.DueAt ?? at).Bind(update.Probe)
            .Bind(update.Code).Bind(at).Bind(update.Id).Bind(subject.Id).RunCounted() > 0;
        _totals.PendingEffects -= updated && update.State is not (EffectState.Ready or EffectState.Sending) ? 1 : 0;
        return updated;
    }

    public void DropEffect(StoreSubject subject, long effectId, DateTimeOffset at)
    {
        _session[SqliteDialect.DropEffect].Bind(at).Bind(effectId).Run();
        _totals.PendingEffects--;
    }

    public void UnblockFirst(StoreSubject subject) => _session[SqliteDialect.UnblockEffect].Bind(OpenEffectsOf(subject)[0].Id).Run();

    public void PutLink(Link link) => _session[SqliteDialect.PutLink]
        .Bind(link.Address).Bind(link.Subject.Flow).Bind(link.Subject.Id).Bind(link.Name).Bind(link.Connection)
        .Bind(link.Entity).Bind(link.Ref.Id).Bind(link.Ref.Version).Bind(link.Ref.DisplayNumber).Bind(link.Memo).Bind(link.At).Run();

    public bool LinkExists(string address)
    {
        var row = _session[SqliteDialect.LinkExists].Bind(address);
        var exists = row.Step();
        row.Reset();
        return exists;
    }

    public void AddStep(StoreSubject subject, TimelineEntry entry) =>
        _session[SqliteDialect.AddStep].Bind(subject.Id).Bind(entry.At).Bind(entry.Code).Bind(entry.Text).Run();

    private static long NumberOf(SqliteStatement row)
    {
        var number = row.Step() ? row.Number(0) : 0;
        row.Reset();
        return number;
    }
}
