namespace ErpSync.Storage.Steps;

/// <summary>The changes of a subject's effects within a commit.</summary>
internal sealed class EffectSteps(IStoreRows rows)
{
    /// <summary>Updates, drops and adds effects. Settled when one was written or found as wanted; the id of the first new one when it is taken, 0 otherwise.</summary>
    public (bool Settled, long Taken) Apply(StoreSubject subject, SubjectCommit commit, bool takes)
    {
        var (settled, taken) = (false, 0L);
        foreach (var update in commit.EffectUpdates)
        {
            settled |= Update(subject, commit, update);
        }

        if (commit.DropEffects)
        {
            Drop(subject, commit);
        }

        if (subject.Head.OpenEffects > 0 && (commit.DropEffects || commit.EffectUpdates.Count > 0))
        {
            rows.UnblockFirst(subject);
        }

        for (var index = 0; index < commit.Effects.Count; index++)
        {
            var isTaken = takes && subject.Head.OpenEffects == 0;
            var id = rows.AddEffect(subject, commit.Effects[index], commit.At, isTaken ? commit.Lane.Epoch : 0);
            taken = isTaken ? id : taken;
            subject.Head.OpenEffects++;
        }

        return (settled, taken);
    }

    private bool Update(StoreSubject subject, SubjectCommit commit, EffectUpdate update)
    {
        if (!rows.UpdateEffect(subject, update, commit.At))
        {
            var state = rows.StateOf(subject, update.Id) ?? throw EffectRules.Unknown(subject.Key, update.Id);
            return state == update.State ? false : throw EffectRules.Done(subject.Key, update, state);
        }

        if (update.State is not (EffectState.Ready or EffectState.Sending))
        {
            subject.Head.EffectDone(update.State);
        }

        return update.State is EffectState.Applied or EffectState.Unchanged;
    }

    private void Drop(StoreSubject subject, SubjectCommit commit)
    {
        foreach (var (id, state) in rows.OpenEffectsOf(subject))
        {
            if (commit.EffectUpdates.Any(update => update.Id == id))
            {
                continue;
            }

            if (state == EffectState.Sending)
            {
                throw EffectRules.InFlight(subject.Key, id);
            }

            rows.DropEffect(subject, id, commit.At);
            subject.Head.EffectDone(EffectState.Dropped);
        }
    }
}
