using ErpSync.Connectors;

namespace ErpSync.Storage;

/// <summary>
/// The durable record of everything ErpSync accepted, planned and wrote: signals, subjects, effects, links, checkpoints, cases and the timeline.
/// Small, transactional and the same for every implementation; the contract suite in <c>ErpSync.Testing</c> proves it.
/// </summary>
/// <remarks>
/// Every method is one atomic, durable step: when its task completes, the change survives a power cut. Implementations may put several
/// concurrent calls into one physical transaction (group commit). Thread-safe. Instants are stored with at least microsecond precision, UTC.
/// </remarks>
public interface ISyncStore : IAsyncDisposable
{
    /// <summary>Number of lanes subjects are spread over. Fixed for the life of a database; 256 by default.</summary>
    int LaneCount { get; }

    /// <summary>Creates the schema or migrates it forward to the version of this library. Idempotent; never goes backward.</summary>
    /// <param name="ct">Cancels before the change, not during it.</param>
    /// <exception cref="StoreException">The database is newer than this library, locked by another process, or not usable.</exception>
    ValueTask MigrateAsync(CancellationToken ct);

    /// <summary>One cheap query that proves that the schema is there and of the right version.</summary>
    /// <param name="ct">Cancels the query.</param>
    /// <exception cref="StoreException">The schema is missing, older or newer, with the remedy in its message.</exception>
    ValueTask CheckSchemaAsync(CancellationToken ct);

    /// <summary>
    /// Accepts signals. A signal whose (subject, source, delivery id) was accepted before within the retention time is a duplicate and changes nothing.
    /// A new one gets the next sequence of its subject; an idle, waiting-for-signal or parked subject becomes ready.
    /// </summary>
    /// <param name="signals">Signals in the order in which they count.</param>
    /// <param name="checkpoint">Checkpoint to save in the same step, or null.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    /// <returns>One result per signal, in the same order.</returns>
    ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct);

    /// <summary>Subjects that can be worked on now: ready, or waiting with a due time that has passed; the longest due first.</summary>
    /// <param name="query">Flow, lanes, instant and limit.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<SubjectHead>> ReadHeadsAsync(HeadQuery query, CancellationToken ct);

    /// <summary>
    /// Commits the results of many subjects atomically per subject: each is applied completely, or not at all when its lane's epoch is not the given one.
    /// </summary>
    /// <param name="commits">One per subject; a subject at most once.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    /// <returns>One outcome per commit, in the same order.</returns>
    ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct);

    /// <summary>
    /// Commits like <see cref="CommitAsync"/> and, in the same step, takes the first new effect of every committed subject that asks for it
    /// (<see cref="SubjectCommit.TakesFirst"/>), under the epoch of the commit. Saves claiming and reading back what is sent at once anyway. This default takes none.
    /// </summary>
    /// <param name="commits">One per subject; a subject at most once.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    /// <returns>Outcomes in the order of the commits, and the effects taken.</returns>
    async ValueTask<CommitResult> CommitAndTakeAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) =>
        new(await CommitAsync(commits, ct).ConfigureAwait(false), []);

    /// <summary>
    /// Takes effects that are due for one entity of one connection and marks them as sending, in one step, under the epochs given. An effect is due when
    /// it is ready, its time has come and every effect before it in its subject is done.
    /// </summary>
    /// <param name="query">Connection, entity, lanes with epochs, instant and limit.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    /// <returns>Effects in order of their ids.</returns>
    ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct);

    /// <summary>
    /// Called once for every gained lane: effects that a former owner left as sending become ready to be probed (<see cref="ClaimedEffect.Probe"/>),
    /// due <paramref name="probeAfter"/> after they were sent.
    /// </summary>
    /// <param name="lanes">Gained lanes with their epochs.</param>
    /// <param name="probeAfter">How long to wait after the sending, per connection id and entity.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    /// <returns>Number of effects recovered.</returns>
    ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct);

    /// <summary>Everything that is linked to the given subjects.</summary>
    /// <param name="subjects">Subjects.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyList<SubjectKey> subjects, CancellationToken ct);

    /// <summary>Links by what they point at: finds the subject behind a record of a target system.</summary>
    /// <param name="connection">Connection id of the target.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="idPrefixes">Ids, or the beginnings of ids, of <see cref="RecordRef.Id"/>; compared ordinally.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<Link>> FindLinksByTargetAsync(string connection, string entity, IReadOnlyList<string> idPrefixes, CancellationToken ct);

    /// <summary>Links by the number people see, compared ordinally and exactly.</summary>
    /// <param name="connection">Connection id of the target.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="numbers">Values of <see cref="RecordRef.DisplayNumber"/>.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<Link>> FindLinksByNumberAsync(string connection, string entity, IReadOnlyList<string> numbers, CancellationToken ct);

    /// <summary>The saved checkpoint, or null.</summary>
    /// <param name="key">Checkpoint key.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<Checkpoint?> ReadCheckpointAsync(string key, CancellationToken ct);

    /// <summary>Counts that prove G1, at one instant.</summary>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<StoreCounts> CountAsync(CancellationToken ct);

    /// <summary>The timeline of a subject, oldest first: signals, plans, effects, cases.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="limit">Most entries, the newest win. At most 1,000.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(SubjectKey subject, int limit, CancellationToken ct);

    /// <summary>Subjects whose id or title contains a text, or all when the text is empty; for operators.</summary>
    /// <param name="query">Text, state and limit.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct);

    /// <summary>Cases, newest first.</summary>
    /// <param name="query">Filter and limit.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<Case>> ReadCasesAsync(CaseQuery query, CancellationToken ct);

    /// <summary>Opens a case that belongs to a connection or flow rather than to one subject, or counts it once more when it is open.</summary>
    /// <param name="newCase">The case; <see cref="NewCase.Key"/> decides which open case it is.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    ValueTask OpenCaseAsync(NewCase newCase, CancellationToken ct);

    /// <summary>Closes the open case with the given key because its cause is gone; nothing happens when there is none.</summary>
    /// <param name="key">Case key.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    ValueTask CloseCaseAsync(string key, string reason, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// A person's decision about an open case. Retry makes its subject ready and its signals waiting again; resolve and ignore close the case and let the
    /// subject rest until something new is signalled.
    /// </summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="decision">What was decided, by whom and why.</param>
    /// <param name="ct">Cancels before the step, not during it.</param>
    /// <returns>False when the case is not open (any more).</returns>
    ValueTask<bool> DecideCaseAsync(long caseId, CaseDecision decision, CancellationToken ct);

    /// <summary>Removes what is finished and older than the retention times. Open work, links and open cases always stay.</summary>
    /// <param name="retention">Times.</param>
    /// <param name="now">Instant.</param>
    /// <param name="ct">Cancels between chunks.</param>
    /// <returns>Rows removed.</returns>
    ValueTask<long> PruneAsync(RetentionTimes retention, DateTimeOffset now, CancellationToken ct);
}
