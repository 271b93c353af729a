namespace ErpSync.Storage.Sqlite;

/// <summary>The changes of one subject's effects within a commit.</summary>
internal sealed class SqliteEffectSteps(SqliteSteps steps, SqliteSubject subject)
{
    private readonly SqliteSession _session = steps.Session;

    /// <summary>The effect that was added as being sent; 0 for none.</summary>
    public long Taken { get; private set; }

    /// <summary>Updates, drops and adds effects; true when one was written or found as wanted.</summary>
    public bool Apply(SubjectCommit commit, bool take)
    {
        var settled = false;
        foreach (var update in commit.EffectUpdates)
        {
            settled |= Update(commit, update);
        }

        if (commit.DropEffects)
        {
            Drop(commit);
        }

        if (subject.Head.OpenEffects > 0 && (commit.DropEffects || commit.EffectUpdates.Count > 0))
        {
            _session[SqliteDialect.UnblockEffect].Bind(ReadOpen()[0].Id).Run();
        }

        for (var index = 0; index < commit.Effects.Count; index++)
        {
            Add(commit.Effects[index], commit, take && index == 0 && subject.Head.OpenEffects == 0);
        }

        return settled;
    }

    private bool Update(SubjectCommit commit, EffectUpdate update)
    {
        var updated = _session[SqliteDialect.UpdateEffect].Bind((long)update.State).Bind(update.Attempt).Bind(update.DueAt ?? commit.At).Bind(update.Probe)
            .Bind(update.Code).Bind(commit.At).Bind(update.Id).Bind(subject.Id).RunCounted();
        if (updated == 0)
        {
            var state = StateOf(update.Id) ?? throw EffectRules.Unknown(subject.Key, update.Id);
            return state == update.State ? false : throw EffectRules.Done(subject.Key, update, state);
        }

        Done(update.State);
        return update.State is EffectState.Applied or EffectState.Unchanged;
    }

    private void Drop(SubjectCommit commit)
    {
        foreach (var (id, state) in ReadOpen())
        {
            if (commit.EffectUpdates.Any(update => update.Id == id))
            {
                continue;
            }

            if (state == EffectState.Sending)
            {
                throw EffectRules.InFlight(subject.Key, id);
            }

            _session[SqliteDialect.DropEffect].Bind(commit.At).Bind(id).Run();
            Done(EffectState.Dropped);
        }
    }

    private void Add(NewEffect effect, SubjectCommit commit, bool take)
    {
        var id = ++steps.Totals.LastEffect;
        Taken = take ? id : Taken;
        _session[SqliteDialect.AddEffect].Bind(id).Bind(subject.Id).Bind(subject.Lane).Bind(effect.Connection).Bind(effect.Entity)
            .Bind((long)effect.Kind).Bind(effect.Key.Value).Bind(effect.Target?.Id).Bind(effect.Target?.Version).Bind(effect.Target?.DisplayNumber)
            .Bind(effect.LinkName).Bind(effect.LinkMemo).Bind(effect.Title).Bind(commit.At)
            .Bind(effect.SignalAgain).Bind(subject.Head.OpenEffects > 0)
            .Bind((long)(take ? EffectState.Sending : EffectState.Ready)).Bind(take ? commit.Lane.Epoch : 0).Run();
        _session[SqliteDialect.AddPayload].Bind(id).Bind(effect.Payload).Run();
        subject.Head.OpenEffects++;
        steps.Totals.PendingEffects++;
    }

    private EffectState? StateOf(long id)
    {
        var row = _session[SqliteDialect.ReadEffectState].Bind(id).Bind(subject.Id);
        EffectState? state = row.Step() ? (EffectState)row.Int(0) : null;
        row.Reset();
        return state;
    }

    /// <summary>The effects that are not done, oldest first. They are among the newest and their number is known, so no index of their own is needed.</summary>
    private List<(long Id, EffectState State)> ReadOpen()
    {
        var open = new List<(long Id, EffectState State)>(subject.Head.OpenEffects);
        if (subject.Head.OpenEffects > 0)
        {
            var row = _session[SqliteDialect.ReadNewestEffects].Bind(subject.Id);
            while (open.Count < subject.Head.OpenEffects && row.Step())
            {
                if ((EffectState)row.Int(1) is var state and (EffectState.Ready or EffectState.Sending))
                {
                    open.Insert(0, (row.Number(0), state));
                }
            }

            row.Reset();
        }

        return open;
    }

    private void Done(EffectState state)
    {
        if (state is not (EffectState.Ready or EffectState.Sending))
        {
            subject.Head.EffectDone(state);
            steps.Totals.PendingEffects--;
        }
    }
}
