namespace ErpSync.Inventory;

internal sealed class NearestAllocation : IAllocationStrategy
{
    public void Place(AllocationRun run)
    {
        var nearest = run.Candidates
            .OrderBy(candidate => candidate.Location.Distance is null)
            .ThenBy(candidate => candidate.Location.Distance)
            .ThenBy(candidate => candidate.Location.Priority)
            .ThenBy(candidate => candidate.Code, StringComparer.Ordinal)
            .ToList();
        foreach (var line in run.Lines)
        {
            run.Fill(line, nearest);
        }
    }
}
