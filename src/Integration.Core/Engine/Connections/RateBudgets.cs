using System.Collections.Concurrent;
using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>Carries reported rate budgets to the gate of their connection.</summary>
internal sealed class RateBudgets : IRateBudgetReporter
{
    private readonly ConcurrentDictionary<string, Action<RateBudget>> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RateBudget> _latest = new(StringComparer.Ordinal);

    public void Report(string connection, RateBudget budget)
    {
        _latest[connection] = budget;
        if (_listeners.TryGetValue(connection, out var listener))
        {
            listener(budget);
        }
    }

    public void Listen(string connection, Action<RateBudget> listener) => _listeners[connection] = listener;

    public RateBudget? Latest(string connection) => _latest.GetValueOrDefault(connection);
}
