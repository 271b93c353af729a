namespace ErpSync.Inventory;

/// <summary>
/// Chooses locations for the lines of an order. Pure: the same run always gets the same answer; whatever is equal is decided by rank.
/// Excluded locations, the collection point and the least quantity of a shipment are taken care of around it.
/// </summary>
public interface IAllocationStrategy
{
    /// <summary>True when the ERP chooses: units stay reserved at the pool until it answers, and <see cref="Place"/> is not called.</summary>
    bool LeftToErp => false;

    /// <summary>Places what can be placed of every line's <see cref="AllocationRun.Rest"/>, mostly by <see cref="AllocationRun.Fill"/>.</summary>
    /// <param name="run">Lines, candidates and their free stock.</param>
    void Place(AllocationRun run);
}
