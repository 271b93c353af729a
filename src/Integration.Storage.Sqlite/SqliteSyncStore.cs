using ErpSync.Connectors;
using Microsoft.Data.Sqlite;

namespace ErpSync.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file in WAL mode. One writer merges concurrent calls into one transaction; reads run beside it on their own connections.
/// For one process at a time (see <see cref="SqliteLaneOwnership"/>); the file must be on a local disk. Thread-safe.
/// </summary>
public sealed class SqliteSyncStore : ISyncStore, IStockStore
{
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    /// <summary>Creates the store; the file is opened with the first call.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">Settings are wrong; the message names each with its limit.</exception>
    public SqliteSyncStore(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }

        Options = options;
        _writer = new SqliteWriter(options);
        _readers = new SqliteReaders(options);
    }

    /// <summary>Settings.</summary>
    public SqliteStoreOptions Options { get; }

    /// <inheritdoc />
    public int LaneCount => Options.LaneCount;

    /// <inheritdoc />
    public ValueTask MigrateAsync(CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(ct);
        }

        try
        {
            SqliteSchema.Migrate(Options);
            return ValueTask.CompletedTask;
        }
        catch (SqliteException fault)
        {
            return ValueTask.FromException(SqliteFaults.Of(Options.Path, fault));
        }
        catch (StoreException fault)
        {
            return ValueTask.FromException(fault);
        }
    }

    /// <inheritdoc />
    public async ValueTask CheckSchemaAsync(CancellationToken ct) => await _readers.RunAsync(
        session =>
        {
            SqliteSchema.Check(session, Options);
            return true;
        },
        ct);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A signal has no proper key; nothing is accepted.</exception>
    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct)
    {
        StoreArguments.Check(signals);
        return await _writer.RunAsync(
            unit =>
            {
                var results = unit.Subjects.Append(signals);
                Save(unit.Session, checkpoint);
                return results;
            },
            signals.Count,
            ct);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SubjectHead>> ReadHeadsAsync(HeadQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        return await _writer.RunAsync(unit => new SqliteHeadSteps(unit).Read(query), rows: 1, ct);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A commit contradicts itself; see <see cref="StoreArguments"/>.</exception>
    /// <exception cref="InvalidOperationException">An update names an effect the subject does not have, or an effect in flight would be dropped. Nothing is changed.</exception>
    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct)
    {
        StoreArguments.Check(commits, LaneCount);
        return await _writer.RunAsync(unit => unit.Subjects.Commit(commits), commits.Count, ct);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A commit contradicts itself; see <see cref="StoreArguments"/>.</exception>
    /// <exception cref="InvalidOperationException">An update names an effect the subject does not have, or an effect in flight would be dropped. Nothing is changed.</exception>
    public async ValueTask<CommitResult> CommitAndTakeAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct)
    {
        StoreArguments.Check(commits, LaneCount);
        return await _writer.RunAsync(
            unit =>
            {
                var taken = new List<ClaimedEffect>();
                return new CommitResult(unit.Subjects.Commit(commits, taken), taken);
            },
            commits.Count,
            ct);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        return await _writer.RunAsync(unit => new SqliteDispatchSteps(unit).Claim(query), query.Limit, ct);
    }

    /// <inheritdoc />
    public async ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentNullException.ThrowIfNull(probeAfter);
        return await _writer.RunAsync(unit => new SqliteDispatchSteps(unit).Recover(lanes, ownToo: false, probeAfter), lanes.Count, ct);
    }

    /// <inheritdoc />
    public async ValueTask<int> RetakeEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentNullException.ThrowIfNull(probeAfter);
        return await _writer.RunAsync(unit => new SqliteDispatchSteps(unit).Recover(lanes, ownToo: true, probeAfter), lanes.Count, ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyList<SubjectKey> subjects, CancellationToken ct) =>
        _readers.RunTogetherAsync(session => SqliteReads.LinksOf(session, subjects), ct);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A prefix is empty.</exception>
    public ValueTask<IReadOnlyList<Link>> FindLinksByTargetAsync(string connection, string entity, IReadOnlyList<string> idPrefixes, CancellationToken ct)
    {
        StoreArguments.CheckPrefixes(idPrefixes);
        return _readers.RunTogetherAsync(session => SqliteReads.LinksByTarget(session, connection, entity, idPrefixes), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Link>> FindLinksByNumberAsync(string connection, string entity, IReadOnlyList<string> numbers, CancellationToken ct) =>
        _readers.RunTogetherAsync(session => SqliteReads.LinksByNumber(session, connection, entity, numbers), ct);

    /// <inheritdoc />
    public ValueTask<Checkpoint?> ReadCheckpointAsync(string key, CancellationToken ct) =>
        _readers.RunAsync(session => SqliteReads.CheckpointOf(session, key), ct);

    /// <inheritdoc />
    public ValueTask<StoreCounts> CountAsync(CancellationToken ct) => _readers.RunAsync(SqliteReads.Counts, ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(SubjectKey subject, int limit, CancellationToken ct)
    {
        StoreArguments.CheckLimit(limit);
        return _readers.RunTogetherAsync(session => SqliteReads.Timeline(session, subject, limit), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoreArguments.CheckLimit(query.Limit);
        return _readers.RunAsync(session => SqliteReads.Search(session, query), ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Case>> ReadCasesAsync(CaseQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoreArguments.CheckLimit(query.Limit);
        return _readers.RunAsync(session => SqliteReads.Cases(session, query), ct);
    }

    /// <inheritdoc />
    public async ValueTask OpenCaseAsync(NewCase newCase, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(newCase);
        await ChangeAsync(unit => unit.Cases.OpenAlone(newCase), ct);
    }

    /// <inheritdoc />
    public async ValueTask CloseCaseAsync(string key, string reason, DateTimeOffset at, CancellationToken ct) =>
        await ChangeAsync(unit => unit.Cases.Close(key, reason, at), ct);

    /// <inheritdoc />
    public async ValueTask<bool> DecideCaseAsync(long caseId, CaseDecision decision, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return await _writer.RunAsync(unit => unit.Cases.Decide(caseId, decision), rows: 1, ct);
    }

    /// <inheritdoc />
    public async ValueTask<long> PruneAsync(RetentionTimes retention, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return await PruneAsync(SqliteDialect.PruneSignals, now - retention.Signals, ct)
            + await PruneAsync(SqliteDialect.PruneEffects, now - retention.Effects, ct)
            + await PruneAsync(SqliteDialect.PruneSteps, now - retention.Timeline, ct)
            + await PruneAsync(SqliteDialect.PruneCases, now - retention.Cases, ct);
    }

    /// <inheritdoc />
    public async ValueTask<StockPostingResult> PostStockAsync(StockPosting posting, CancellationToken ct)
    {
        var changes = StockArguments.Check(posting);
        return await _writer.RunAsync(unit => posting.Lane is { } lane && !unit.Owns(lane) ? new StockPostingResult(StockPostingOutcome.Fenced, []) : SqliteStock.Post(unit.Session, posting, changes), changes.Count, ct);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StockBalance>> ReadStockAsync(IReadOnlyList<string> skus, string accountPrefix, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(skus);
        ArgumentNullException.ThrowIfNull(accountPrefix);
        return await _readers.RunAsync(session => SqliteStock.Read(session, skus, accountPrefix), ct);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StockEntry>> ReadStockEntriesAsync(long after, int limit, CancellationToken ct)
    {
        StockArguments.CheckLimit(limit);
        return await _readers.RunAsync(session => SqliteStock.Entries(session, after, limit), ct);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StockDifference>> CompareStockAsync(CancellationToken ct) =>
        await _readers.RunTogetherAsync(SqliteStock.Compare, ct);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _readers.DisposeAsync();
    }

    /// <summary>Starts a new epoch for every lane; whatever a former owner still holds is void from here on.</summary>
    internal Task<IReadOnlyList<LaneGrant>> RaiseEpochsAsync(CancellationToken ct) => _writer.RunAsync(unit => unit.RaiseEpochs(), rows: 1, ct);

    private static void Save(SqliteSession session, CheckpointWrite? checkpoint)
    {
        if (checkpoint is { Value: { } value })
        {
            session[SqliteDialect.PutCheckpoint].Bind(checkpoint.Key).Bind(value.Value).Run();
        }
        else if (checkpoint is not null)
        {
            session[SqliteDialect.RemoveCheckpoint].Bind(checkpoint.Key).Run();
        }
    }

    private Task<bool> ChangeAsync(Action<SqliteUnit> change, CancellationToken ct) => _writer.RunAsync(
        unit =>
        {
            change(unit);
            return true;
        },
        rows: 1,
        ct);

    private async Task<long> PruneAsync(PruneStatements table, DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0L;
        var chunk = new PrunedChunk(Through: 0, Removed: 0, IsLast: false);
        while (!chunk.IsLast)
        {
            var from = chunk.Through;
            chunk = await _writer.RunAsync(unit => PrunedChunk.Prune(unit.Session, table, from, before, Options.PruneChunkRows), Options.PruneChunkRows, ct);
            removed += chunk.Removed;
        }

        return removed;
    }
}
