using ErpSync.Storage;
using ErpSync.Storage.InMemory;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Sees every step of the shared store as it happens and notes what must never be: the guarantees that hold at every instant.</summary>
internal sealed class StoreWatch(ISyncStore store, InMemoryLaneTable lanes, Action<string> violation)
{
    private readonly Dictionary<SubjectKey, (long Effect, long Epoch)> _underWay = [];

    /// <summary>A commit: one under an old epoch must change nothing, and the counts must add up after it.</summary>
    public async ValueTask<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<SubjectCommit> commits, ValueTask<IReadOnlyList<CommitOutcome>> step)
    {
        var outcomes = await step.ConfigureAwait(false);
        await CheckAsync(commits, outcomes).ConfigureAwait(false);
        return outcomes;
    }

    /// <summary>A commit that hands effects over: both of the above and below.</summary>
    public async ValueTask<CommitResult> CommitAndTake(IReadOnlyList<SubjectCommit> commits, ValueTask<CommitResult> step)
    {
        var result = await step.ConfigureAwait(false);
        await CheckAsync(commits, result.Outcomes).ConfigureAwait(false);
        Claimed(result.Taken);
        return result;
    }

    private async ValueTask CheckAsync(IReadOnlyList<SubjectCommit> commits, IReadOnlyList<CommitOutcome> outcomes)
    {
        for (var index = 0; index < commits.Count; index++)
        {
            var commit = commits[index];
            if (outcomes[index] != CommitOutcome.Committed)
            {
                continue;
            }

            if (commit.Lane.Epoch != lanes.EpochOf(commit.Lane.Lane))
            {
                violation($"G5: a stale owner (epoch {commit.Lane.Epoch}) changed {commit.Subject.Id} of {commit.Subject.Flow}.");
            }

            if (commit.EffectUpdates.Any(update => _underWay.TryGetValue(commit.Subject, out var running) && running.Effect == update.Id))
            {
                _underWay.Remove(commit.Subject);
            }
        }

        await CountAsync().ConfigureAwait(false);
    }

    /// <summary>A claim: a subject has at most one write under way under one epoch.</summary>
    public async ValueTask<IReadOnlyList<ClaimedEffect>> Claim(ValueTask<IReadOnlyList<ClaimedEffect>> step)
    {
        var claimed = await step.ConfigureAwait(false);
        Claimed(claimed);
        return claimed;
    }

    private void Claimed(IReadOnlyList<ClaimedEffect> claimed)
    {
        foreach (var effect in claimed)
        {
            if (_underWay.TryGetValue(effect.Subject, out var running) && running.Epoch == effect.Lane.Epoch && running.Effect != effect.Id)
            {
                violation($"G5: two writes of {effect.Subject.Id} of {effect.Subject.Flow} are under way at once ({running.Effect} and {effect.Id}).");
            }

            _underWay[effect.Subject] = (effect.Id, effect.Lane.Epoch);
        }
    }

    /// <summary>Every accepted signal is in exactly one place.</summary>
    public async ValueTask<StoreCounts> CountAsync()
    {
        var counts = await store.CountAsync(CancellationToken.None).ConfigureAwait(false);
        if (counts.Accepted != counts.Applied + counts.Unchanged + counts.Superseded + counts.Waiting + counts.Cased)
        {
            violation($"G1: the counts do not add up: {counts}.");
        }

        return counts;
    }
}
