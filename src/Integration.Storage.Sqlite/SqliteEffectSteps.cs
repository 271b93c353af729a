namespace ErpSync.Storage.Sqlite;

/// <summary>The changes of one subject's effects within a commit.</summary>
internal sealed class SqliteEffectSteps(SqliteSteps steps, SqliteSubject subject, int laneCount)
{
    private readonly SqliteSession _session = steps.Session;

    /// <summary>Updates, drops and adds effects; true when one was written or found as wanted.</summary>
    public bool Apply(SubjectCommit commit)
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

        foreach (var effect in commit.Effects)
        {
            Add(effect, commit.At);
        }

        if (subject.Head.OpenEffects > 0 && (commit.DropEffects || commit.EffectUpdates.Count > 0 || commit.Effects.Count > 0))
        {
            _session[SqliteDialect.UnblockFirst].Bind(subject.Id).Run();
        }

        return settled;
    }

    private bool Update(SubjectCommit commit, EffectUpdate update)
    {
        var row = _session[SqliteDialect.ReadEffectState].Bind(update.Id).Bind(subject.Id);
        var state = row.Step() ? (EffectState)row.Int(0) : throw EffectRules.Unknown(subject.Key, update.Id);
        row.Reset();
        if (state is not (EffectState.Ready or EffectState.Sending))
        {
            return state == update.State ? false : throw EffectRules.Done(subject.Key, update, state);
        }

        _session[SqliteDialect.UpdateEffect].Bind((long)update.State).Bind(update.Attempt).Bind(update.DueAt ?? commit.At).Bind(update.Probe)
            .Bind(update.Code).Bind(commit.At).Bind(update.Id).Run();
        Done(update.State);
        return update.State is EffectState.Applied or EffectState.Unchanged;
    }

    private void Drop(SubjectCommit commit)
    {
        var row = _session[SqliteDialect.ReadOpenEffects].Bind(subject.Id);
        var dropped = new List<long>();
        while (row.Step())
        {
            var id = row.Number(0);
            if (commit.EffectUpdates.Any(update => update.Id == id))
            {
                continue;
            }

            if ((EffectState)row.Int(1) == EffectState.Sending)
            {
                throw EffectRules.InFlight(subject.Key, id);
            }

            dropped.Add(id);
        }

        row.Reset();
        foreach (var id in dropped)
        {
            _session[SqliteDialect.DropEffect].Bind(commit.At).Bind(id).Run();
            Done(EffectState.Dropped);
        }
    }

    private void Add(NewEffect effect, DateTimeOffset at)
    {
        var id = ++steps.Totals.LastEffect;
        _session[SqliteDialect.AddEffect].Bind(id).Bind(subject.Id).Bind(LaneHash.Of(subject.Key, laneCount)).Bind(effect.Connection).Bind(effect.Entity)
            .Bind((long)effect.Kind).Bind(effect.Key.Value).Bind(effect.Target?.Id).Bind(effect.Target?.Version).Bind(effect.Target?.DisplayNumber)
            .Bind(effect.LinkName).Bind(effect.LinkMemo).Bind(effect.Title).Bind(at)
            .Bind(effect.SignalAgain).Run();
        _session[SqliteDialect.AddPayload].Bind(id).Bind(effect.Payload).Run();
        subject.Head.OpenEffects++;
        steps.Totals.PendingEffects++;
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
