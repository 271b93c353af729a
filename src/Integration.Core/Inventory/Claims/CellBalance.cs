namespace ErpSync.Inventory;

/// <summary>Stock of one SKU at one location, in base units.</summary>
/// <param name="Sellable">Can be sold.</param>
/// <param name="Quality">To be inspected.</param>
/// <param name="Damaged">Damaged.</param>
/// <param name="Quarantine">Blocked.</param>
public sealed record CellBalance(decimal Sellable, decimal Quality = 0m, decimal Damaged = 0m, decimal Quarantine = 0m)
{
    /// <summary>Everything in the building.</summary>
    public decimal OnHand => Sellable + Quality + Damaged + Quarantine;
}
