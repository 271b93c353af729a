using System.Globalization;
using ErpSync.Storage;

namespace ErpSync.Testing.Stores;

internal sealed class AcceptsRepetitions(ISyncStore inner) : StoreDecorator(inner)
{
    private int _calls;

    public override ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct) => base.AppendAsync(
        [.. signals.Select(signal => signal with { DeliveryId = string.Create(CultureInfo.InvariantCulture, $"{signal.DeliveryId}-{++_calls}") })], checkpoint, ct);
}

internal sealed class ForgetsCheckpoint(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct) => base.AppendAsync(signals, null, ct);
}

internal sealed class IgnoresCancelledCalls(ISyncStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct)
    {
        var results = await base.AppendAsync(signals, checkpoint, CancellationToken.None);
        ct.ThrowIfCancellationRequested();
        return results;
    }
}

internal sealed class HandsOutTwice(ISyncStore inner) : StoreDecorator(inner)
{
    private IReadOnlyList<ClaimedEffect> _before = [];

    public override async ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct)
    {
        var claimed = await base.ClaimEffectsAsync(query, ct);
        IReadOnlyList<ClaimedEffect> both = [.. _before, .. claimed];
        _before = claimed;
        return both;
    }
}

internal sealed class IgnoresHeadLimit(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<IReadOnlyList<SubjectHead>> ReadHeadsAsync(HeadQuery query, CancellationToken ct) => base.ReadHeadsAsync(query with { Limit = 1000 }, ct);
}

internal sealed class BelievesStaleOwner(ISyncStore inner, MutantLanes lanes) : StoreDecorator(inner)
{
    public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        base.CommitAsync([.. commits.Select(commit => commit with { Lane = lanes.Newest.Single(grant => grant.Lane == commit.Lane.Lane) })], ct);
}

internal sealed class RecoversNothing(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) => ValueTask.FromResult(0);
}

internal sealed class CountsWithoutCases(ISyncStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<StoreCounts> CountAsync(CancellationToken ct) => await base.CountAsync(ct) with { Cased = 0 };
}

internal sealed class TimelineBackwards(ISyncStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(SubjectKey subject, int limit, CancellationToken ct) =>
        [.. (await base.ReadTimelineAsync(subject, limit, ct)).Reverse()];
}

internal sealed class SaysItDecided(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<bool> DecideCaseAsync(long caseId, CaseDecision decision, CancellationToken ct) => ValueTask.FromResult(true);
}

internal sealed class PrunesEverything(ISyncStore inner) : StoreDecorator(inner)
{
    public override ValueTask<long> PruneAsync(RetentionTimes retention, DateTimeOffset now, CancellationToken ct) => base.PruneAsync(retention, now.AddYears(100), ct);
}

internal sealed class LosesLinks(ISyncStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyList<SubjectKey> subjects, CancellationToken ct) => [.. (await base.ReadLinksAsync(subjects, ct)).Take(1)];
}

internal sealed class FindsByBeginning(ISyncStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<IReadOnlyList<Link>> FindLinksByNumberAsync(string connection, string entity, IReadOnlyList<string> numbers, CancellationToken ct) =>
        [.. await base.FindLinksByNumberAsync(connection, entity, numbers, ct), .. await base.FindLinksByNumberAsync(connection, entity, [.. numbers.Select(number => number + "0")], ct)];
}

internal sealed class CommitsFirstOnly(ISyncStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct)
    {
        var first = await base.CommitAsync([.. commits.Take(1)], ct);
        return [.. first, .. commits.Skip(1).Select(_ => CommitOutcome.Committed)];
    }
}
