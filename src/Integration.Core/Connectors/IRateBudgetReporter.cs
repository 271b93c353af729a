namespace ErpSync.Connectors;

/// <summary>Where a connector reports its rate budget; the engine listens and paces.</summary>
public interface IRateBudgetReporter
{
    /// <summary>Reports the latest budget. Cheap; may be called after every response.</summary>
    /// <param name="connection">Connection id.</param>
    /// <param name="budget">The budget.</param>
    void Report(string connection, RateBudget budget);
}
