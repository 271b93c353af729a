namespace ErpSync.Inventory;

/// <summary>What a line may claim, in the unit of the line.</summary>
internal sealed record LineDecision(ClaimedLine Line, decimal Reserved, decimal Backordered, decimal Preordered, decimal Rejected)
{
    public decimal Accepted => Reserved + Backordered + Preordered;
}
