using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>
/// Estimates what is left of the documented limit of 6,000 requests in five minutes. The service itself says nothing before it refuses;
/// other clients of the same user are therefore not seen.
/// </summary>
internal sealed class BcBudget(string connection, IRateBudgetReporter reporter, TimeProvider time)
{
    private const decimal Capacity = 6_000m;
    private const decimal RestorePerSecond = 20m;
    private readonly Lock _gate = new();
    private decimal _remaining = Capacity;
    private DateTimeOffset _at = time.GetUtcNow();

    // A refusal says that some limit was hit, not which: the queue may have been full while the window is nearly unused.
    public void Count()
    {
        RateBudget budget;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var restored = Math.Max(0m, (decimal)(now - _at).TotalSeconds * RestorePerSecond);
            _remaining = Math.Max(0m, Math.Min(Capacity, _remaining + restored) - 1m);
            _at = now;
            budget = new RateBudget(Capacity, _remaining, RestorePerSecond, now);
        }

        reporter.Report(connection, budget);
    }
}
