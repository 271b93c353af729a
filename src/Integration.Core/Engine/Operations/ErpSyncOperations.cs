using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <inheritdoc/>
internal sealed class ErpSyncOperations(
    ISyncStore store,
    FlowRouter router,
    ConnectionRegistry connections,
    RateBudgets budgets,
    Arrivals arrivals,
    Sweeper sweeper,
    ConnectionFindings findings,
    FaultDesk faults,
    FlowControl control,
    WakeBoard wakes,
    IEnumerable<OwnershipDesk> desks,
    TimeProvider time) : IErpSync
{
    private const int MostCases = 1000;

    public async ValueTask<SyncOverview> OverviewAsync(CancellationToken ct = default)
    {
        var counts = await store.CountAsync(ct).ConfigureAwait(false);
        return new SyncOverview(
            counts,
            [.. connections.All.Select(connection => new ConnectionStatus(
                connection.Id, connection.Gate.IsRefused, connection.Gate.PausedUntil, budgets.Latest(connection.Id), arrivals.LatestOf(connection.Id))
            {
                Findings = findings.Of(connection.Id),
                HasLimits = findings.LimitsOf(connection.Id),
            })],
            control.Stopped);
    }

    public ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct = default) => store.SearchAsync(query, ct);

    public ValueTask<IReadOnlyList<TimelineEntry>> TimelineAsync(SubjectKey subject, int limit = 200, CancellationToken ct = default) =>
        store.ReadTimelineAsync(subject, limit, ct);

    public ValueTask<IReadOnlyList<Case>> CasesAsync(CaseQuery query, CancellationToken ct = default) => store.ReadCasesAsync(query, ct);

    public async ValueTask<bool> DecideAsync(long caseId, CaseAction action, string actor, string reason, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var retried = action == CaseAction.Retry ? await OfNoSubjectAsync(caseId, ct).ConfigureAwait(false) : null;
        var decided = await store.DecideCaseAsync(caseId, new CaseDecision(action, actor, reason, time.GetUtcNow()), ct).ConfigureAwait(false);
        wakes.PulseFlows();
        if (retried is not null)
        {
            Retry(retried);
        }

        return decided;
    }

    public async ValueTask SignalAsync(SubjectKey subject, string actor, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        Known(subject.Flow);
        var now = time.GetUtcNow();
        await store.AppendAsync([new NewSignal(router.SubjectOf(subject.Flow, subject.Id), $"operator:{actor}", now.ToString("O", CultureInfo.InvariantCulture), now, now)], null, ct).ConfigureAwait(false);
        wakes.Flow(subject.Flow).Pulse();
    }

    public ValueTask<long> SweepAsync(string flow, CancellationToken ct = default) => sweeper.SweepAsync(Swept(flow), ct);

    public async ValueTask<long> BackfillAsync(string flow, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        var window = string.Create(CultureInfo.InvariantCulture, $"{from.UtcDateTime:O}:{to.UtcDateTime:O}");
        var key = $"backfill:{flow}:{window}";
        try
        {
            // What sweeps have seen is read all the same: whoever asks for a window wants all of it planned again.
            return await sweeper.ReadAsync(Swept(flow), key, from, to, ct, $"#{window}").ConfigureAwait(false);
        }
        catch (ConnectorException refused) when (refused.Fault.Kind == FaultKind.Invalid)
        {
            // From this position nothing will ever be read.
            await store.AppendAsync([], new CheckpointWrite(key, null), ct).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask<SubjectPlan> PreviewAsync(SubjectKey subject, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var head = new SubjectHead(router.SubjectOf(subject.Flow, subject.Id), 0, 0, now, now, 0, null, null);
        return (await Known(subject.Flow).PlanAsync([head], now, ct).ConfigureAwait(false))[0];
    }

    public ValueTask<FieldExplanation> ExplainAsync(
        SubjectKey subject, FieldKey field, IReadOnlyDictionary<string, string>? scope = null, CancellationToken ct = default) => Desk.ExplainAsync(subject, field, scope, ct);

    public ValueTask<OwnershipOutcome> OrderAsync(SubjectKey subject, OwnershipStep order, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        Known(subject.Flow);
        return Desk.OrderAsync(subject, order, ct);
    }

    public bool Resume(string name) => faults.Resume(name);

    public async ValueTask<bool> ForgetCheckpointAsync(string flow, CancellationToken ct = default)
    {
        var key = Sweeper.CheckpointKey(Swept(flow).Name);
        var known = await store.ReadCheckpointAsync(key, ct).ConfigureAwait(false) is not null;
        await store.AppendAsync([], new CheckpointWrite(key, null), ct).ConfigureAwait(false);
        wakes.Sweep(flow).Pulse();
        return known;
    }

    /// <summary>The key of an open case that belongs to no subject, or null.</summary>
    private async ValueTask<string?> OfNoSubjectAsync(long caseId, CancellationToken ct)
    {
        var open = await store.ReadCasesAsync(new CaseQuery(Limit: MostCases), ct).ConfigureAwait(false);
        return open.FirstOrDefault(found => found.Id == caseId) is { Report: { Subject: null, Key: var key } } ? key : null;
    }

    /// <summary>Does again now what such a case is about: the flow or sink that was stopped, or the checks and sweeps, which close their cases themselves.</summary>
    private void Retry(string caseKey)
    {
        if (FaultDesk.StoppedBy(caseKey) is { } stopped)
        {
            faults.Resume(stopped);
        }
        else
        {
            wakes.PulseTasks();
        }
    }

    private OwnershipDesk Desk => desks.FirstOrDefault()
        ?? throw new InvalidOperationException("ESY1200: This host has no ownership policy. Add one with Ownership(own => own.UseRecommended(…)) on the ErpSync builder.");

    private ISyncFlow Swept(string name) =>
        Known(name) is var flow && sweeper.CanSweep(flow)
            ? flow
            : throw new ArgumentException($"Flow '{name}' only answers signals, or '{flow.SourceConnection}' cannot list what it follows; there is nothing to sweep.", nameof(name));

    private ISyncFlow Known(string name) =>
        router.Find(name)
        ?? throw new ArgumentException($"There is no flow '{name}'. Known: {string.Join(", ", router.Flows.Select(flow => flow.Name).Order(StringComparer.Ordinal))}.", nameof(name));
}
