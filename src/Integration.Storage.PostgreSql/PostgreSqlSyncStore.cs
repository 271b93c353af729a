using ErpSync.Connectors;
using ErpSync.Storage.Steps;
using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// The store for one node or several: a schema in a PostgreSQL database. Calls of one process share transactions (group commit); nodes share the work by leases on
/// lanes (see <see cref="PostgreSqlLaneOwnership"/>). Uses no session state, so a transaction-pooling proxy may stand in between. Thread-safe.
/// </summary>
public sealed class PostgreSqlSyncStore : ISyncStore, IStockStore
{
    private readonly PostgreSqlQueues _queues;
    private readonly PostgreSqlWriter _writer;
    private readonly PostgreSqlStock _stock;

    /// <summary>Creates the store; it connects with the first call.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="time">Clock for pauses between attempts; leases run on the database's clock. Default the system's.</param>
    /// <exception cref="ArgumentException">Settings are wrong; the message names each with its limit.</exception>
    public PostgreSqlSyncStore(PostgreSqlStoreOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }

        Options = options;
        Database = new PostgreSqlDatabase(options, time ?? TimeProvider.System);
        Notifier = new PostgreSqlNotifier(Database);
        _queues = new PostgreSqlQueues(Database.Time);
        _writer = new PostgreSqlWriter(Database, Notifier, _queues);
        _stock = new PostgreSqlStock(Database);
    }

    /// <summary>Settings.</summary>
    public PostgreSqlStoreOptions Options { get; }

    /// <inheritdoc />
    public int LaneCount => Options.LaneCount;

    internal PostgreSqlDatabase Database { get; }

    internal PostgreSqlNotifier Notifier { get; }

    private PostgreSqlDialect Dialect => Database.Dialect;

    /// <inheritdoc />
    public async ValueTask MigrateAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await Database.RetryAsync(() => PostgreSqlSchema.MigrateAsync(Database), ct).ConfigureAwait(false);
        await PostgreSqlSchema.CheckAsync(Database, ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask CheckSchemaAsync(CancellationToken ct) => PostgreSqlSchema.CheckAsync(Database, ct);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A signal has no proper key; nothing is accepted.</exception>
    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct)
    {
        StoreArguments.Check(signals);
        return await _writer.RunAsync(
            needs => needs.Append(signals),
            unit =>
            {
                unit.Save(checkpoint);
                return new SubjectSteps(unit).Append(signals);
            },
            signals.Count,
            ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SubjectHead>> ReadHeadsAsync(HeadQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        int[] lanes = [.. query.Lanes.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1))];
        if (lanes.Length == 0)
        {
            return [];
        }

        var look = _queues.Subjects.Begin((query.Flow, lanes[0]));
        PostgreSqlPlace? first = null;
        try
        {
            var found = await Database.QueryAsync(
                Dialect.ReadHeads, static row => (Head: PostgreSqlRows.HeadOf(row), Id: row.GetInt64(9)),
                [Of<string>(query.Flow), Of(lanes), Of(query.Now.UtcDateTime), Of((long)query.Limit), .. look.From.Parameters], ct).ConfigureAwait(false);
            first = found.Count > 0 && found.Count == query.Limit ? new PostgreSqlPlace(found[0].Head.DueAt, found[0].Id) : null;
            return [.. found.Select(row => row.Head)];
        }
        finally
        {
            _queues.Subjects.End(look, first);
        }
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A commit contradicts itself; see <see cref="StoreArguments"/>.</exception>
    /// <exception cref="InvalidOperationException">An update names an effect the subject does not have, or an effect in flight would be dropped. Nothing is changed.</exception>
    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct)
    {
        StoreArguments.Check(commits, LaneCount);
        return await _writer.RunAsync(needs => needs.Commit(commits), unit => new SubjectSteps(unit).Commit(commits), commits.Count, ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A commit contradicts itself; see <see cref="StoreArguments"/>.</exception>
    /// <exception cref="InvalidOperationException">An update names an effect the subject does not have, or an effect in flight would be dropped. Nothing is changed.</exception>
    public async ValueTask<CommitResult> CommitAndTakeAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct)
    {
        StoreArguments.Check(commits, LaneCount);
        return await _writer.RunAsync(
            needs => needs.Commit(commits),
            unit =>
            {
                var taken = new List<ClaimedEffect>();
                return new CommitResult(new SubjectSteps(unit).Commit(commits, taken), taken);
            },
            commits.Count,
            ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        var look = _queues.Effects.Begin((query.Connection, query.Entity));
        PostgreSqlPlace? first = null;
        try
        {
            var claim = new PostgreSqlClaim(query, look.From);
            var claimed = await _writer.RunAsync(needs => needs.Claim(claim), _ => claim.Effects, query.Limit, ct).ConfigureAwait(false);
            first = claim.First;
            return claimed;
        }
        finally
        {
            _queues.Effects.End(look, first);
        }
    }

    /// <inheritdoc />
    public ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) =>
        RecoverAsync(lanes, ownToo: false, probeAfter, ct);

    /// <inheritdoc />
    public ValueTask<int> RetakeEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) =>
        RecoverAsync(lanes, ownToo: true, probeAfter, ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyList<SubjectKey> subjects, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        return Database.QueryAsync(
            Dialect.LinksOfSubjects,
            PostgreSqlRows.LinkOf,
            [Of(subjects.Select(subject => subject.Flow).ToArray()), Of(subjects.Select(subject => subject.Id).ToArray())],
            ct);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A prefix is empty.</exception>
    public ValueTask<IReadOnlyList<Link>> FindLinksByTargetAsync(string connection, string entity, IReadOnlyList<string> idPrefixes, CancellationToken ct)
    {
        StoreArguments.CheckPrefixes(idPrefixes);
        return Database.QueryAsync(
            Dialect.LinksByTarget, PostgreSqlRows.LinkOf, [Of<string>(connection), Of<string>(entity), Of(idPrefixes.ToArray())], ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Link>> FindLinksByNumberAsync(string connection, string entity, IReadOnlyList<string> numbers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return Database.QueryAsync(Dialect.LinksByNumber, PostgreSqlRows.LinkOf, [Of<string>(connection), Of<string>(entity), Of(numbers.ToArray())], ct);
    }

    /// <inheritdoc />
    public async ValueTask<Checkpoint?> ReadCheckpointAsync(string key, CancellationToken ct)
    {
        var found = await Database.QueryAsync(Dialect.ReadCheckpoint, row => new Checkpoint(row.GetString(0)), [Of<string>(key)], ct).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc />
    public async ValueTask<StoreCounts> CountAsync(CancellationToken ct) =>
        (await Database.QueryAsync(Dialect.ReadCounts, PostgreSqlRows.CountsOf, [], ct).ConfigureAwait(false))[0];

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(SubjectKey subject, int limit, CancellationToken ct)
    {
        StoreArguments.CheckLimit(limit);
        List<TimelineEntry> signals = [], effects = [], steps = [];
        await Database.RunAsync(
            script =>
            {
                signals.Clear();
                effects.Clear();
                steps.Clear();
                Npgsql.NpgsqlParameter[] Newest() => [Of<string>(subject.Flow), Of<string>(subject.Id), Of((long)limit)];
                script.Read(Dialect.TimelineSignals, row => signals.Add(TimelineMerge.Of(
                    row.Instant(0), row.GetString(1), row.GetString(2), (SignalOutcome)row.GetInt32(3))), Newest());
                script.Read(Dialect.TimelineEffects, row => effects.Add(TimelineMerge.Of(
                    row.Instant(0), (WriteKind)row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), (EffectState)row.GetInt32(5),
                    row.GetInt32(6), row.OptionalText(7))), Newest());
                script.Read(Dialect.TimelineSteps, row => steps.Add(new TimelineEntry(row.Instant(0), row.GetString(1), row.GetString(2))), Newest());
            },
            ct).ConfigureAwait(false);
        return TimelineMerge.Newest(limit, signals, effects, steps);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoreArguments.CheckLimit(query.Limit);
        return Database.QueryAsync(
            Dialect.Search, PostgreSqlRows.SummaryOf, [Of(query.Flow), Of((int?)query.State), Of<string>(Fold(query.Text)), Of((long)query.Limit)], ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Case>> ReadCasesAsync(CaseQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoreArguments.CheckLimit(query.Limit);
        return Database.QueryAsync(
            Dialect.ReadCases,
            PostgreSqlRows.CaseOf,
            [Of((int?)query.State), Of(query.Code), Of(query.Connection), Of(query.Subject?.Flow), Of(query.Subject?.Id), Of((long)query.Limit)],
            ct);
    }

    /// <inheritdoc />
    public async ValueTask OpenCaseAsync(NewCase newCase, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(newCase);
        await _writer.RunAsync(
            needs => needs.Case(newCase.Key, newCase.Subject),
            unit =>
            {
                new CaseSteps(unit).OpenAlone(newCase);
                return true;
            },
            rows: 1,
            ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask CloseCaseAsync(string key, string reason, DateTimeOffset at, CancellationToken ct)
    {
        var subject = await SubjectOfCaseAsync(Dialect.SubjectOfOpenCase, Of<string>(key), ct).ConfigureAwait(false);
        await _writer.RunAsync(
            needs => needs.Case(key, subject),
            unit =>
            {
                new CaseSteps(unit).Close(key, reason, at);
                return true;
            },
            rows: 1,
            ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<bool> DecideCaseAsync(long caseId, CaseDecision decision, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var subject = await SubjectOfCaseAsync(Dialect.SubjectOfCase, Of(caseId), ct).ConfigureAwait(false);
        return await _writer.RunAsync(needs => needs.Case(caseId, subject), unit => new CaseSteps(unit).Decide(caseId, decision), rows: 1, ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<long> PruneAsync(RetentionTimes retention, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(retention);
        var removed = 0L;
        foreach (var (statement, keeps) in Dialect.Prunes)
        {
            removed += await PruneAsync(statement, now - keeps(retention), ct).ConfigureAwait(false);
        }

        await Database.RunAsync(
            script =>
            {
                script.Add(Dialect.ForgetNodes);
                script.Add(Dialect.ForgetReceipts);
            },
            ct).ConfigureAwait(false);
        return removed;
    }

    /// <inheritdoc />
    public async ValueTask<StockPostingResult> PostStockAsync(StockPosting posting, CancellationToken ct) =>
        await _stock.PostAsync(posting, StockArguments.Check(posting), ct).ConfigureAwait(false);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StockBalance>> ReadStockAsync(IReadOnlyList<string> skus, string accountPrefix, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(skus);
        ArgumentNullException.ThrowIfNull(accountPrefix);
        return _stock.ReadAsync(skus, accountPrefix, ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StockEntry>> ReadStockEntriesAsync(long after, int limit, CancellationToken ct)
    {
        StockArguments.CheckLimit(limit);
        return _stock.EntriesAsync(after, limit, ct);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StockDifference>> CompareStockAsync(CancellationToken ct) => _stock.CompareAsync(ct);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await Notifier.DisposeAsync().ConfigureAwait(false);
        await Database.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Text in one case, the way the search compares: character by character, whatever the database's language.</summary>
    internal static string Fold(string text) => text.ToUpperInvariant();

    private async ValueTask<SubjectKey?> SubjectOfCaseAsync(string query, Npgsql.NpgsqlParameter parameter, CancellationToken ct)
    {
        var found = await Database.QueryAsync(query, row => new SubjectKey(row.GetString(0), row.GetString(1)), [parameter], ct).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private async Task<long> PruneAsync(string statement, DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0L;
        var from = 0L;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var chunk = await Database.QueryAsync(
                statement,
                row => (Through: row.IsDBNull(0) ? (long?)null : row.GetInt64(0), Oldest: row.OptionalInstant(1), Removed: row.GetInt64(2)),
                [Of(from), Of((long)Options.PruneChunkRows), Of(before.UtcDateTime)],
                ct).ConfigureAwait(false);
            var (through, oldest, gone) = chunk[0];
            removed += gone;
            if (through is not { } last || oldest >= before)
            {
                return removed;
            }

            from = last;
        }
    }

    private async ValueTask<int> RecoverAsync(IReadOnlyList<LaneGrant> lanes, bool ownToo, Func<string, string, TimeSpan> probeAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentNullException.ThrowIfNull(probeAfter);
        int[] numbers = [.. lanes.Select(grant => grant.Lane)];
        var margin = ownToo ? 1L : 0L;
        long[] epochs = [.. lanes.Select(grant => grant.Epoch)];
        var left = await Database.QueryAsync(
            Dialect.LeftSendings, row => (Connection: row.GetString(0), Entity: row.GetString(1)), [Of(numbers), Of(epochs), Of(margin)], ct).ConfigureAwait(false);
        if (left.Count == 0)
        {
            return 0;
        }

        var recovered = await Database.QueryAsync(
            Dialect.Recover,
            row => (int)row.GetInt64(0),
            [
                Of(numbers), Of(epochs), Of(left.Select(target => target.Connection).ToArray()), Of(left.Select(target => target.Entity).ToArray()),
                Of(left.Select(target => probeAfter(target.Connection, target.Entity)).ToArray()), Of(margin),
            ],
            ct).ConfigureAwait(false);
        _queues.Recovered();
        return recovered[0];
    }
}
