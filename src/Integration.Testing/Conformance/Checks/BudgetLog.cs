using System.Collections.Concurrent;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Keeps what a connector reports about its rate budget.</summary>
internal sealed class BudgetLog : IRateBudgetReporter
{
    public ConcurrentQueue<RateBudget> Seen { get; } = new();

    public void Report(string connection, RateBudget budget) => Seen.Enqueue(budget);
}
