namespace ErpSync.Inventory;

/// <summary>Result of an allocation.</summary>
/// <param name="Outcome"><see cref="InventoryOutcome.Allocated"/>, <see cref="InventoryOutcome.PartlyAllocated"/>, <see cref="InventoryOutcome.Unfulfillable"/> or <see cref="InventoryOutcome.AwaitingErp"/>.</param>
/// <param name="Placed">Units per line and location.</param>
/// <param name="Unfilled">Units per line that found no place.</param>
public sealed record AllocationPlan(
    InventoryOutcome Outcome,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, decimal>> Placed,
    IReadOnlyDictionary<string, decimal> Unfilled)
{
    /// <summary>Number of different locations.</summary>
    public int Shipments => Placed.Values.SelectMany(static places => places.Keys).Distinct(StringComparer.Ordinal).Count();
}
