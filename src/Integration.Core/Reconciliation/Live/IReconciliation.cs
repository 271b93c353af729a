using ErpSync.Connectors;
namespace ErpSync.Reconciliation.Live;

/// <summary>
/// Reconciles the systems themselves, read over their connections, not over what ErpSync remembers. Registered by <c>sync.Reconciliation(…)</c>. It writes nothing:
/// repairs are signals, so everything that follows goes through the ordinary flows with their limits, keys and cases.
/// </summary>
public interface IReconciliation
{
    /// <summary>A scope with company, currency, zone and version of the rules of this host.</summary>
    /// <param name="period">Name of the period, for example <c>2026-01</c>.</param>
    /// <param name="start">First day.</param>
    /// <param name="end">Last day.</param>
    /// <param name="asOf">Cut-off: what happened later is left out.</param>
    ReconciliationScope ScopeOf(string period, DateOnly start, DateOnly end, DateTimeOffset asOf);

    /// <summary>
    /// Reads both systems and compares. With the scope of an earlier report, its watermarks included, the same run is made again: ledger entries after the watermark and
    /// facts after the cut-off are left out.
    /// </summary>
    /// <param name="scope">What the run is about.</param>
    /// <param name="matches">Takes the matches instead of the report; null keeps them in the report.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="ConnectorException">A system could not be read to the end, so there is nothing to compare.</exception>
    ValueTask<ReconciliationResult> RunAsync(ReconciliationScope scope, IMatchSink? matches = null, CancellationToken ct = default);

    /// <summary>Signals the orders of all breaks that ask to run the flow again. Doing it twice does no harm: an order that is as it should be is left alone.</summary>
    /// <param name="result">A run of this host.</param>
    /// <param name="actor">Who asks for it; shown on the timeline.</param>
    /// <param name="ct">Cancels between orders.</param>
    /// <returns>Orders signalled.</returns>
    ValueTask<int> RepairAsync(ReconciliationResult result, string actor, CancellationToken ct = default);
}
