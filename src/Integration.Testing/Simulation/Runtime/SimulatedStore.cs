using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>
/// The store as one process reaches it: every step takes time on the way there and back, may fail before it is done, and may be done without an answer. A step
/// that arrived is done, whether or not the process lives to hear of it.
/// </summary>
internal sealed class SimulatedStore(ISyncStore inner, IStockStore stock, StoreWatch watch, SimulatedScheduler scheduler, SimulatedLine line, SimulatedTrouble trouble)
    : ISyncStore, IStockStore
{
    public int LaneCount => inner.LaneCount;

    public ValueTask MigrateAsync(CancellationToken ct) => inner.MigrateAsync(ct);

    public ValueTask CheckSchemaAsync(CancellationToken ct) => inner.CheckSchemaAsync(ct);

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct) =>
        StepAsync(() => inner.AppendAsync(signals, checkpoint, CancellationToken.None));

    public ValueTask<IReadOnlyList<SubjectHead>> ReadHeadsAsync(HeadQuery query, CancellationToken ct) => StepAsync(() => inner.ReadHeadsAsync(query, CancellationToken.None));

    public ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        StepAsync(() => watch.Commit(commits, inner.CommitAsync(commits, CancellationToken.None)));

    public ValueTask<CommitResult> CommitAndTakeAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        StepAsync(() => watch.CommitAndTake(commits, inner.CommitAndTakeAsync(commits, CancellationToken.None)));

    public ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct) =>
        StepAsync(() => watch.Claim(inner.ClaimEffectsAsync(query, CancellationToken.None)));

    public ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) =>
        StepAsync(() => inner.RecoverEffectsAsync(lanes, probeAfter, CancellationToken.None));

    public ValueTask<int> RetakeEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) =>
        StepAsync(() => inner.RetakeEffectsAsync(lanes, probeAfter, CancellationToken.None));

    public ValueTask<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyList<SubjectKey> subjects, CancellationToken ct) => StepAsync(() => inner.ReadLinksAsync(subjects, CancellationToken.None));

    public ValueTask<IReadOnlyList<Link>> FindLinksByTargetAsync(string connection, string entity, IReadOnlyList<string> idPrefixes, CancellationToken ct) =>
        StepAsync(() => inner.FindLinksByTargetAsync(connection, entity, idPrefixes, CancellationToken.None));

    public ValueTask<IReadOnlyList<Link>> FindLinksByNumberAsync(string connection, string entity, IReadOnlyList<string> numbers, CancellationToken ct) =>
        StepAsync(() => inner.FindLinksByNumberAsync(connection, entity, numbers, CancellationToken.None));

    public ValueTask<Checkpoint?> ReadCheckpointAsync(string key, CancellationToken ct) => StepAsync(() => inner.ReadCheckpointAsync(key, CancellationToken.None));

    public ValueTask<StoreCounts> CountAsync(CancellationToken ct) => StepAsync(() => inner.CountAsync(CancellationToken.None));

    public ValueTask<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(SubjectKey subject, int limit, CancellationToken ct) =>
        StepAsync(() => inner.ReadTimelineAsync(subject, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct) => StepAsync(() => inner.SearchAsync(query, CancellationToken.None));

    public ValueTask<IReadOnlyList<Case>> ReadCasesAsync(CaseQuery query, CancellationToken ct) => StepAsync(() => inner.ReadCasesAsync(query, CancellationToken.None));

    public async ValueTask OpenCaseAsync(NewCase newCase, CancellationToken ct) => await StepAsync(() => Done(inner.OpenCaseAsync(newCase, CancellationToken.None))).ConfigureAwait(false);

    public async ValueTask CloseCaseAsync(string key, string reason, DateTimeOffset at, CancellationToken ct) =>
        await StepAsync(() => Done(inner.CloseCaseAsync(key, reason, at, CancellationToken.None))).ConfigureAwait(false);

    public ValueTask<bool> DecideCaseAsync(long caseId, CaseDecision decision, CancellationToken ct) => StepAsync(() => inner.DecideCaseAsync(caseId, decision, CancellationToken.None));

    public ValueTask<long> PruneAsync(RetentionTimes retention, DateTimeOffset now, CancellationToken ct) => StepAsync(() => inner.PruneAsync(retention, now, CancellationToken.None));

    public ValueTask<StockPostingResult> PostStockAsync(StockPosting posting, CancellationToken ct) => StepAsync(() => stock.PostStockAsync(posting, CancellationToken.None));

    public ValueTask<IReadOnlyList<StockBalance>> ReadStockAsync(IReadOnlyList<string> skus, string accountPrefix, CancellationToken ct) =>
        StepAsync(() => stock.ReadStockAsync(skus, accountPrefix, CancellationToken.None));

    public ValueTask<IReadOnlyList<StockEntry>> ReadStockEntriesAsync(long after, int limit, CancellationToken ct) =>
        StepAsync(() => stock.ReadStockEntriesAsync(after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<StockDifference>> CompareStockAsync(CancellationToken ct) => StepAsync(() => stock.CompareStockAsync(CancellationToken.None));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async ValueTask<bool> Done(ValueTask step)
    {
        await step.ConfigureAwait(false);
        return true;
    }

    private ValueTask<T> StepAsync<T>(Func<ValueTask<T>> step)
    {
        var fails = !trouble.IsOver && scheduler.Random.Happens(trouble.StoreFaults);
        var loses = !trouble.IsOver && scheduler.Random.Happens(trouble.LostStoreAnswers);
        return new ValueTask<T>(line.Call(Way(), () =>
        {
            if (fails)
            {
                return new Answer<T>(default!, Broken());
            }

            // The store in memory does each step at once.
            var done = step();
            var result = done.IsCompletedSuccessfully ? done.Result : done.AsTask().GetAwaiter().GetResult();
            return new Answer<T>(result, loses ? Broken() : null);
        }, Way(), CancellationToken.None));
    }

    private static StoreException Broken() => new("ESY1009", "The simulated store broke the connection.");

    private TimeSpan Way() => trouble.SlowStoreUntil > scheduler.Now
        ? scheduler.Random.Between(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(3))
        : scheduler.Random.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(10));
}
