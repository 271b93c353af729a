namespace ErpSync.Inventory;

internal sealed class ErpDecidesAllocation : IAllocationStrategy
{
    public bool LeftToErp => true;

    public void Place(AllocationRun run)
    {
        // Nothing is placed here: units stay reserved until the ERP answers.
    }
}
