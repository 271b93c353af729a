using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Testing.Stores;

/// <summary>Passes everything on; a mutant overrides what it falsifies.</summary>
internal abstract class StoreDecorator(ISyncStore inner) : ISyncStore
{
    public int LaneCount => Inner.LaneCount;

    protected ISyncStore Inner { get; } = inner;

    public ValueTask MigrateAsync(CancellationToken ct) => Inner.MigrateAsync(ct);

    public ValueTask CheckSchemaAsync(CancellationToken ct) => Inner.CheckSchemaAsync(ct);

    public virtual ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct) => Inner.AppendAsync(signals, checkpoint, ct);

    public virtual ValueTask<IReadOnlyList<SubjectHead>> ReadHeadsAsync(HeadQuery query, CancellationToken ct) => Inner.ReadHeadsAsync(query, ct);

    public virtual ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<SubjectCommit> commits, CancellationToken ct) => Inner.CommitAsync(commits, ct);

    public virtual ValueTask<IReadOnlyList<ClaimedEffect>> ClaimEffectsAsync(EffectQuery query, CancellationToken ct) => Inner.ClaimEffectsAsync(query, ct);

    public virtual ValueTask<int> RecoverEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) => Inner.RecoverEffectsAsync(lanes, probeAfter, ct);

    public virtual ValueTask<int> RetakeEffectsAsync(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter, CancellationToken ct) => Inner.RetakeEffectsAsync(lanes, probeAfter, ct);

    public virtual ValueTask<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyList<SubjectKey> subjects, CancellationToken ct) => Inner.ReadLinksAsync(subjects, ct);

    public ValueTask<IReadOnlyList<Link>> FindLinksByTargetAsync(string connection, string entity, IReadOnlyList<string> idPrefixes, CancellationToken ct) =>
        Inner.FindLinksByTargetAsync(connection, entity, idPrefixes, ct);

    public virtual ValueTask<IReadOnlyList<Link>> FindLinksByNumberAsync(string connection, string entity, IReadOnlyList<string> numbers, CancellationToken ct) =>
        Inner.FindLinksByNumberAsync(connection, entity, numbers, ct);

    public ValueTask<Checkpoint?> ReadCheckpointAsync(string key, CancellationToken ct) => Inner.ReadCheckpointAsync(key, ct);

    public virtual ValueTask<StoreCounts> CountAsync(CancellationToken ct) => Inner.CountAsync(ct);

    public virtual ValueTask<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(SubjectKey subject, int limit, CancellationToken ct) => Inner.ReadTimelineAsync(subject, limit, ct);

    public ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct) => Inner.SearchAsync(query, ct);

    public ValueTask<IReadOnlyList<Case>> ReadCasesAsync(CaseQuery query, CancellationToken ct) => Inner.ReadCasesAsync(query, ct);

    public ValueTask OpenCaseAsync(NewCase newCase, CancellationToken ct) => Inner.OpenCaseAsync(newCase, ct);

    public ValueTask CloseCaseAsync(string key, string reason, DateTimeOffset at, CancellationToken ct) => Inner.CloseCaseAsync(key, reason, at, ct);

    public virtual ValueTask<bool> DecideCaseAsync(long caseId, CaseDecision decision, CancellationToken ct) => Inner.DecideCaseAsync(caseId, decision, ct);

    public virtual ValueTask<long> PruneAsync(RetentionTimes retention, DateTimeOffset now, CancellationToken ct) => Inner.PruneAsync(retention, now, ct);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
