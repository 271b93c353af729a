namespace ErpSync.Inventory;

/// <summary>What becomes of goods that came back, in units of the line.</summary>
/// <param name="Restock">On the shelf, sellable.</param>
/// <param name="Inspect">On the shelf, to be inspected.</param>
/// <param name="Damaged">On the shelf, damaged.</param>
/// <param name="NoRestock">Not in the building: nothing moves.</param>
public sealed record ReturnDisposition(decimal Restock = 0m, decimal Inspect = 0m, decimal Damaged = 0m, decimal NoRestock = 0m)
{
    /// <summary>All units.</summary>
    public decimal Total => Restock + Inspect + Damaged + NoRestock;
}
