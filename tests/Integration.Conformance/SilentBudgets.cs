using ErpSync.Connectors;

namespace ErpSync.Conformance;

internal sealed class SilentBudgets : IRateBudgetReporter
{
    public void Report(string connection, RateBudget budget)
    {
    }
}
