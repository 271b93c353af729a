using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>A flow whose plans pass the ownership rules, whatever made them.</summary>
internal sealed class GuardedFlow(ISyncFlow flow, PlanGuard guard) : ISyncFlow
{
    public string Name => flow.Name;

    public string SourceConnection => flow.SourceConnection;

    public string SourceEntity => flow.SourceEntity;

    public bool IsSwept => flow.IsSwept;

    public bool IsSweptFromNow => flow.IsSweptFromNow;

    public bool IsRefreshed => flow.IsRefreshed;

    public int MaxBatchSize => flow.MaxBatchSize;

    public string SubjectOf(string id) => flow.SubjectOf(id);

    public async ValueTask<IReadOnlyList<SubjectPlan>> PlanAsync(IReadOnlyList<SubjectHead> heads, DateTimeOffset now, CancellationToken ct)
    {
        var plans = await flow.PlanAsync(heads, now, ct).ConfigureAwait(false);
        return [.. plans.Select(plan => guard.Check(flow.SourceConnection, plan))];
    }
}
