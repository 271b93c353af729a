namespace ErpSync.Inventory;

internal sealed class PriorityAllocation : IAllocationStrategy
{
    public void Place(AllocationRun run)
    {
        foreach (var line in run.Lines)
        {
            run.Fill(line, run.Candidates);
        }
    }
}
