using ErpSync.Connectors;
using ErpSync.Storage;
using ErpSync.Testing.Stores;

namespace ErpSync.Testing.Simulation.Bugs;

/// <summary>Accepts every fifth batch of signals and forgets it.</summary>
internal sealed class ForgetfulIntake(ISyncStore inner) : StoreDecorator(inner)
{
    private int _calls;

    public override ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct) =>
        ++_calls % 5 == 0
            ? Keep(checkpoint, signals, ct)
            : base.AppendAsync(signals, checkpoint, ct);

    private async ValueTask<IReadOnlyList<AppendResult>> Keep(CheckpointWrite? checkpoint, IReadOnlyList<NewSignal> signals, CancellationToken ct)
    {
        await base.AppendAsync([], checkpoint, ct).ConfigureAwait(false);
        return [.. signals.Select(static _ => new AppendResult(1, IsDuplicate: false))];
    }
}

/// <summary>Says that a commit was made and makes none, every twentieth time.</summary>
internal sealed class LostCommits(ISyncStore inner) : StoreDecorator(inner)
{
    private int _calls;

    public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        ++_calls % 20 == 0
            ? ValueTask.FromResult<IReadOnlyList<CommitOutcome>>([.. commits.Select(static _ => CommitOutcome.Committed)])
            : base.CommitAsync(commits, ct);
}

/// <summary>Commits everything but the links.</summary>
internal sealed class TornCommits(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        base.CommitAsync([.. commits.Select(static commit => commit with { Links = [] })], ct);
}

/// <summary>Lets a stale owner commit: takes whatever epoch is in force.</summary>
internal sealed class NoFences(ISyncStore inner, Func<int, long> epochOf) : StoreDecorator(inner)
{
    public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        base.CommitAsync([.. commits.Select(commit => commit with { Lane = commit.Lane with { Epoch = epochOf(commit.Lane.Lane) } })], ct);
}

/// <summary>Does not recover what a former owner left as sending.</summary>
internal sealed class NoRecovery(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) => ValueTask.FromResult(0);
}

/// <summary>Hands every fourth batch of effects out a second time.</summary>
internal sealed class DoubleClaims(ISyncStore inner) : StoreDecorator(inner)
{
    private readonly Dictionary<(string, string), IReadOnlyList<ClaimedEffect>> _before = [];
    private int _calls;

    public override async ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct)
    {
        var key = (query.Connection, query.Entity);
        if (++_calls % 4 == 0 && _before.Remove(key, out var again))
        {
            return again;
        }

        var claimed = await base.ClaimEffectsAsync(query, ct).ConfigureAwait(false);
        if (claimed.Count > 0)
        {
            _before[key] = claimed;
        }

        return claimed;
    }
}

/// <summary>Forgets until when a subject waits, and that anything could wake it.</summary>
internal sealed class LostWaits(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        base.CommitAsync([.. commits.Select(static commit => commit.Transition == SubjectTransition.Wait ? commit with { DueAt = null, Deadline = null, WakeOnSignal = false, DependsOn = null } : commit)], ct);
}

/// <summary>Forgets the signals that a commit carries for other subjects.</summary>
internal sealed class LostFollowUps(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        base.CommitAsync([.. commits.Select(static commit => commit with { Signals = [] })], ct);
}

/// <summary>Counts what is waiting as applied.</summary>
internal sealed class FalseCounts(ISyncStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<StoreCounts> CountAsync(CancellationToken ct)
    {
        var counts = await base.CountAsync(ct).ConfigureAwait(false);
        return counts.Applied > 3 ? counts with { Applied = counts.Applied - 1 } : counts;
    }
}
