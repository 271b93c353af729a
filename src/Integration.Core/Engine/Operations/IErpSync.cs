using ErpSync.Connectors;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>What operators and hosts can ask and do: look, search, decide cases, sweep, backfill, preview. Thread-safe.</summary>
public interface IErpSync
{
    /// <summary>Counts that prove G1, and the state of every connection and flow, at one instant.</summary>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<SyncOverview> OverviewAsync(CancellationToken ct = default);

    /// <summary>Subjects by text; see <see cref="ISyncStore.SearchAsync"/>.</summary>
    /// <param name="query">Text, flow, state and limit.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<SubjectSummary>> SearchAsync(SubjectQuery query, CancellationToken ct = default);

    /// <summary>Every step of a subject, oldest first.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="limit">Most entries, the newest win. Default 200, at most 1,000.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<TimelineEntry>> TimelineAsync(SubjectKey subject, int limit = 200, CancellationToken ct = default);

    /// <summary>Cases, newest first; open ones by default.</summary>
    /// <param name="query">Filter.</param>
    /// <param name="ct">Cancels the query.</param>
    ValueTask<IReadOnlyList<Case>> CasesAsync(CaseQuery query, CancellationToken ct = default);

    /// <summary>Retries, resolves or ignores an open case.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="action">What to do.</param>
    /// <param name="actor">Who decides; kept on record.</param>
    /// <param name="reason">Why; kept on record.</param>
    /// <param name="ct">Cancels before the decision is stored.</param>
    /// <returns>False when the case is not open (any more).</returns>
    ValueTask<bool> DecideAsync(long caseId, CaseAction action, string actor, string reason, CancellationToken ct = default);

    /// <summary>Signals one record by hand: it is read and planned again.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="actor">Who asks; kept on the timeline.</param>
    /// <param name="ct">Cancels before the signal is stored.</param>
    ValueTask SignalAsync(SubjectKey subject, string actor, CancellationToken ct = default);

    /// <summary>Reads what changed since the last sweep of a flow, now.</summary>
    /// <param name="flow">Flow name.</param>
    /// <param name="ct">Cancels between pages; the next sweep goes on from the last durable page.</param>
    /// <returns>Signals accepted.</returns>
    /// <exception cref="ArgumentException">There is no such flow, or it is not swept.</exception>
    ValueTask<long> SweepAsync(string flow, CancellationToken ct = default);

    /// <summary>
    /// Reads every record of a flow that was changed in [from, to), also what sweeps have seen before. Interrupted at any point, the same call goes on from the last durable page; the
    /// same window is read once. Where the source refuses the position (<see cref="FaultKind.Invalid"/>), the same call begins anew.
    /// </summary>
    /// <param name="flow">Flow name.</param>
    /// <param name="from">First instant.</param>
    /// <param name="to">First instant that is not included.</param>
    /// <param name="ct">Cancels between pages.</param>
    /// <returns>Signals accepted by this call.</returns>
    /// <exception cref="ArgumentException">There is no such flow, or it is not swept.</exception>
    /// <exception cref="ConnectorException">The source refused, or did not answer.</exception>
    ValueTask<long> BackfillAsync(string flow, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);

    /// <summary>What would be done for a subject now. Reads, plans, and changes nothing.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="ArgumentException">There is no such flow.</exception>
    ValueTask<SubjectPlan> PreviewAsync(SubjectKey subject, CancellationToken ct = default);

    /// <summary>Whose number a field is, by which rule, and what happened lately.</summary>
    /// <param name="subject">Subject that the field belongs to.</param>
    /// <param name="field">The field.</param>
    /// <param name="scope">Dimension values, used when nothing is known about the record yet.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <exception cref="InvalidOperationException">The host has no ownership policy (ESY1200).</exception>
    ValueTask<FieldExplanation> ExplainAsync(SubjectKey subject, FieldKey field, IReadOnlyDictionary<string, string>? scope = null, CancellationToken ct = default);

    /// <summary>
    /// Starts or releases an override, answers a proposal, or clears an escalation. What is refused is answered at once; the rest is kept and applied when the
    /// subject is planned, which this signals.
    /// </summary>
    /// <param name="subject">Subject that the field belongs to.</param>
    /// <param name="order">What is ordered; its instant is the clock's.</param>
    /// <param name="ct">Cancels before the order is kept.</param>
    /// <exception cref="InvalidOperationException">The host has no ownership policy (ESY1200).</exception>
    /// <exception cref="ArgumentException">The step is nothing a person orders.</exception>
    ValueTask<OwnershipOutcome> OrderAsync(SubjectKey subject, OwnershipStep order, CancellationToken ct = default);

    /// <summary>
    /// Forgets how far a flow was swept: its next sweep, which begins now, reads as the first one did. For a position that the source refuses, or that points into something that
    /// is gone. What was accepted before is recognised, and a record that has not changed is not planned again.
    /// </summary>
    /// <param name="flow">Flow name.</param>
    /// <param name="ct">Cancels before it is forgotten.</param>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ArgumentException">There is no such flow, or it is not swept.</exception>
    ValueTask<bool> ForgetCheckpointAsync(string flow, CancellationToken ct = default);

    /// <summary>Starts a flow, or a sink (<c>sink:connection:entity</c>), again that was stopped because a schema changed, and closes the case about it.</summary>
    /// <param name="name">Name as shown in the overview.</param>
    /// <returns>False when it was not stopped.</returns>
    bool Resume(string name);
}
