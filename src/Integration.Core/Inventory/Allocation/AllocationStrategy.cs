namespace ErpSync.Inventory;

/// <summary>The usual allocation strategies. Each decides ties by the total order of locations.</summary>
public static class AllocationStrategy
{
    /// <summary>Locations in rank order, line by line.</summary>
    public static IAllocationStrategy Priority { get; } = new PriorityAllocation();

    /// <summary>The nearest location first, line by line.</summary>
    public static IAllocationStrategy Nearest { get; } = new NearestAllocation();

    /// <summary>The location with most free stock of the line's SKU first.</summary>
    public static IAllocationStrategy HighestStock { get; } = new HighestStockAllocation();

    /// <summary>The fewest locations for the whole order; then the cheapest, when every cost is known; then rank.</summary>
    public static IAllocationStrategy MinSplits { get; } = new MinSplitsAllocation();

    /// <summary>In proportion to free stock or to weights.</summary>
    public static IAllocationStrategy Proportional { get; } = new ProportionalAllocation();

    /// <summary>The ERP chooses.</summary>
    public static IAllocationStrategy ErpDecides { get; } = new ErpDecidesAllocation();
}
