namespace ErpSync.Inventory;

internal sealed class HighestStockAllocation : IAllocationStrategy
{
    public void Place(AllocationRun run)
    {
        foreach (var line in run.Lines)
        {
            run.Fill(line, run.Candidates.OrderByDescending(candidate => run.Free(line.Sku, candidate.Code)).ThenBy(candidate => candidate.Rank).ToList());
        }
    }
}
