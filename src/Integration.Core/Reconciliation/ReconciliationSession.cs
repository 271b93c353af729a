using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Sections;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation;

/// <summary>
/// A run that is fed slice by slice, so that memory holds one slice, what did not match yet and the differences, however many records there are.
/// Not thread-safe.
/// </summary>
/// <remarks>
/// Records that name each other, share an order number or other reference, an idempotency key, an order, a stock cell or a tax document belong into one
/// slice. Records without any reference may come in every slice: they are compared with what is left over at the end. The report is then the one that a single
/// slice with everything gives.
/// </remarks>
public sealed class ReconciliationSession
{
    private readonly RunContext _context;
    private readonly IReadOnlyList<SectionRun> _runs;
    private bool _isComplete;

    /// <summary>Starts a run.</summary>
    /// <param name="scope">What the run is about.</param>
    /// <param name="sections">Sections to run, in any order; null for all.</param>
    /// <param name="settings">Tolerances, deadlines and limits; null for the defaults.</param>
    /// <param name="matches">Takes the matches instead of the report; null keeps them in the report.</param>
    public ReconciliationSession(
        ReconciliationScope scope, IEnumerable<ReconciliationSection>? sections = null, ReconciliationSettings? settings = null, IMatchSink? matches = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var chosen = (sections ?? Reconciler.AllSections).Distinct().Order().ToArray();
        _context = new RunContext(scope, settings ?? new ReconciliationSettings(), chosen, new Findings(matches));
        _runs = SectionRuns.Create(_context);
    }

    /// <summary>Takes a slice.</summary>
    /// <param name="slice">Records of both sides.</param>
    /// <exception cref="InvalidOperationException">The run is complete.</exception>
    public void Add(ReconciliationRecords slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        EnsureOpen();
        _context.Remember(slice.Orders);
        foreach (var run in _runs)
        {
            run.Add(slice);
        }
    }

    /// <summary>Compares what is left over and gives the report.</summary>
    /// <exception cref="InvalidOperationException">The run is complete already.</exception>
    public ReconciliationReport Complete()
    {
        EnsureOpen();
        _isComplete = true;
        foreach (var run in _runs)
        {
            run.Complete();
        }

        return ReportBuilder.Build(_context);
    }

    private void EnsureOpen()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("This run is complete. Start another session.");
        }
    }
}
