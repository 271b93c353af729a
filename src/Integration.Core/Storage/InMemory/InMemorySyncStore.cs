using ErpSync.Connectors;

namespace ErpSync.Storage.InMemory;

/// <summary>
/// A store in memory: for tests, trials and sandboxes. Follows the same contract as the durable stores, but forgets everything with the process and keeps
/// finished work until it is pruned. Thread-safe; every method is one step under one lock.
/// </summary>
public sealed class InMemorySyncStore : ISyncStore, IStockStore
{
    private readonly Lock _gate = new();
    private readonly InMemoryState _state;
    private readonly InMemoryStock _stock = new();

    /// <summary>Creates an empty store.</summary>
    /// <param name="laneCount">Number of lanes, at least 1. Default 256.</param>
    public InMemorySyncStore(int laneCount = 256)
    {
        Lanes = new InMemoryLaneTable(laneCount);
        _state = new InMemoryState(Lanes);
    }

    /// <inheritdoc />
    public int LaneCount => Lanes.LaneCount;

    /// <summary>Owners and epochs of the lanes; give it to <see cref="InMemoryLaneOwnership"/>.</summary>
    public InMemoryLaneTable Lanes { get; }

    /// <inheritdoc />
    public ValueTask MigrateAsync(CancellationToken ct) => Step(static () => { }, ct);

    /// <inheritdoc />
    public ValueTask CheckSchemaAsync(CancellationToken ct) => Step(static () => { }, ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct)
    {
        StoreArguments.Check(signals);
        return Step<IReadOnlyList<AppendResult>>(() => _state.Append(signals, checkpoint), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SubjectHead>> ReadHeadsAsync(HeadQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        return Step<IReadOnlyList<SubjectHead>>(() => _state.Heads(query), ct);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A commit contradicts itself; see <see cref="StoreArguments"/>.</exception>
    /// <exception cref="InvalidOperationException">An update names an effect the subject does not have, or an effect in flight would be dropped. Nothing is changed.</exception>
    public ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct)
    {
        StoreArguments.Check(commits, LaneCount);
        return Step<IReadOnlyList<CommitOutcome>>(() => _state.Commit(commits, taken: null), ct);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A commit contradicts itself; see <see cref="StoreArguments"/>.</exception>
    /// <exception cref="InvalidOperationException">An update names an effect the subject does not have, or an effect in flight would be dropped. Nothing is changed.</exception>
    public ValueTask<CommitResult> CommitAndTakeAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct)
    {
        StoreArguments.Check(commits, LaneCount);
        return Step(
            () =>
            {
                var taken = new List<ClaimedEffect>();
                return new CommitResult(_state.Commit(commits, taken), taken);
            },
            ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        return Step<IReadOnlyList<ClaimedEffect>>(() => _state.Claim(query), ct);
    }

    /// <inheritdoc />
    public ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentNullException.ThrowIfNull(probeAfter);
        return Step(() => _state.Recover(lanes, ownToo: false, probeAfter), ct);
    }

    /// <inheritdoc />
    public ValueTask<int> RetakeEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentNullException.ThrowIfNull(probeAfter);
        return Step(() => _state.Recover(lanes, ownToo: true, probeAfter), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyList<SubjectKey> subjects, CancellationToken ct) =>
        Step<IReadOnlyList<Link>>(() => _state.Links.Of(subjects), ct);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A prefix is empty.</exception>
    public ValueTask<IReadOnlyList<Link>> FindLinksByTargetAsync(string connection, string entity, IReadOnlyList<string> idPrefixes, CancellationToken ct)
    {
        StoreArguments.CheckPrefixes(idPrefixes);
        return Step<IReadOnlyList<Link>>(() => _state.Links.ByTarget(connection, entity, idPrefixes), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Link>> FindLinksByNumberAsync(string connection, string entity, IReadOnlyList<string> numbers, CancellationToken ct) =>
        Step<IReadOnlyList<Link>>(() => _state.Links.ByNumber(connection, entity, numbers), ct);

    /// <inheritdoc />
    public ValueTask<Checkpoint?> ReadCheckpointAsync(string key, CancellationToken ct) => Step(() => _state.CheckpointOf(key), ct);

    /// <inheritdoc />
    public ValueTask<StoreCounts> CountAsync(CancellationToken ct) => Step(_state.Counts, ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(SubjectKey subject, int limit, CancellationToken ct)
    {
        StoreArguments.CheckLimit(limit);
        return Step<IReadOnlyList<TimelineEntry>>(() => _state.TimelineOf(subject, limit), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoreArguments.CheckLimit(query.Limit);
        return Step<IReadOnlyList<SubjectSummary>>(() => _state.Search(query), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Case>> ReadCasesAsync(CaseQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoreArguments.CheckLimit(query.Limit);
        return Step<IReadOnlyList<Case>>(() => _state.Cases.Of(query), ct);
    }

    /// <inheritdoc />
    public ValueTask OpenCaseAsync(NewCase newCase, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(newCase);
        return Step(() => _state.CaseSteps.OpenAlone(newCase), ct);
    }

    /// <inheritdoc />
    public ValueTask CloseCaseAsync(string key, string reason, DateTimeOffset at, CancellationToken ct) => Step(() => _state.CaseSteps.Close(key, reason, at), ct);

    /// <inheritdoc />
    public ValueTask<bool> DecideCaseAsync(long caseId, CaseDecision decision, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Step(() => _state.CaseSteps.Decide(caseId, decision), ct);
    }

    /// <inheritdoc />
    public ValueTask<long> PruneAsync(RetentionTimes retention, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return Step(() => _state.Prune(retention, now), ct);
    }

    /// <inheritdoc />
    public ValueTask<StockPostingResult> PostStockAsync(StockPosting posting, CancellationToken ct)
    {
        var changes = StockArguments.Check(posting);
        return Step(() => posting.Lane is { } lane && !_state.Owns(lane) ? new StockPostingResult(StockPostingOutcome.Fenced, []) : _stock.Post(posting, changes), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StockBalance>> ReadStockAsync(IReadOnlyList<string> skus, string accountPrefix, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(skus);
        ArgumentNullException.ThrowIfNull(accountPrefix);
        return Step(() => _stock.Read(skus, accountPrefix), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StockEntry>> ReadStockEntriesAsync(long after, int limit, CancellationToken ct)
    {
        StockArguments.CheckLimit(limit);
        return Step(() => _stock.Entries(after, limit), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StockDifference>> CompareStockAsync(CancellationToken ct) => Step(_stock.Compare, ct);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask Step(Action step, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(ct);
        }

        lock (_gate)
        {
            step();
            return ValueTask.CompletedTask;
        }
    }

    private ValueTask<T> Step<T>(Func<T> step, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(ct);
        }

        lock (_gate)
        {
            return ValueTask.FromResult(step());
        }
    }
}
