namespace ErpSync.Inventory;

/// <summary>Units that are kept back from sale. A buffer can pull what is offered down to zero, never below. Pure.</summary>
public interface IStockBuffer
{
    /// <summary>Units to keep back; rounded up to the item's scale by the caller, less than zero counts as zero.</summary>
    /// <param name="onHand">Physical stock of the cell, or of the whole pool for a pool's buffer.</param>
    decimal Keep(decimal onHand);
}
