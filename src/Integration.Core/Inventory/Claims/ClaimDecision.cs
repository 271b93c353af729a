namespace ErpSync.Inventory;

/// <summary>Answer to a batch: what each line may claim, and whether the batch is refused as a whole.</summary>
internal sealed record ClaimDecision(IReadOnlyList<LineDecision> Lines, bool IsRefused, ClaimReason? Reason)
{
    public bool IsComplete => Lines.All(static line => line.Rejected == 0m);

    /// <summary>True when nothing at all can be claimed of a batch that wants something.</summary>
    public bool TakesNothing => !IsComplete && (IsRefused || Lines.All(static line => line.Accepted == 0m));

    public InventoryOutcome Outcome => IsComplete ? InventoryOutcome.Accepted : TakesNothing ? InventoryOutcome.Rejected : InventoryOutcome.Partial;

    public IReadOnlyDictionary<int, decimal> Rejected => Lines.Where(static line => line.Rejected > 0m).ToDictionary(static line => line.Line.Number, static line => line.Rejected);
}
