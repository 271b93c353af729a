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

        foreach (var effect in commit.Effects)
        {
            var isTaken = takes && subject.Head.OpenEffects == 0;
            var id = rows.AddEffect(subject, effect, commit.At, isTaken ? commit.Lane.Epoch : 0);
            taken = isTaken ? id : taken;
            subject.Head.OpenEffects++;
        }

        if (subject.Head.OpenEffects > 0 && (commit.DropEffects || commit.EffectUpdates.Count > 0 || commit.Effects.Count > 0))
        {
            rows.UnblockFirst(subject);
        }

        return (settled, taken);
    }

    private bool Update(StoreSubject subject, SubjectCommit commit, EffectUpdate update)
    {
        var state = rows.StateOf(subject, update.Id) ?? throw EffectRules.Unknown(subject.Key, update.Id);
        if (state is not (EffectState.Ready or EffectState.Sending))
        {
            return state == update.State ? false : throw EffectRules.Done(subject.Key, update, state);
        }

        rows.UpdateEffect(update, commit.At);
        if (update.State is not (EffectState.Ready or EffectState.Sending))
        {
            subject.Head.EffectDone(update.State);
        }

        return update.State is EffectState.Applied or EffectState.Unchanged;
    }

    private void Drop(StoreSubject subject, SubjectCommit commit)
    {
        var open = rows.OpenEffectsOf(subject).Where(effect => commit.EffectUpdates.All(update => update.Id != effect.Id)).ToList();
        if (open.Find(effect => effect.State == EffectState.Sending) is { Id: > 0 } inFlight)
        {
            throw EffectRules.InFlight(subject.Key, inFlight.Id);
        }

        foreach (var effect in open)
        {
            rows.DropEffect(effect.Id, commit.At);
            subject.Head.EffectDone(EffectState.Dropped);
        }
    }
}
