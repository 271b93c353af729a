using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Results;

namespace Benchmarks.Reconciliation;

/// <summary>Counts matches and lets them go.</summary>
internal sealed class CountingSink : IMatchSink
{
    public int Count { get; private set; }

    public void Add(ReconciliationMatch match) => Count++;
}
