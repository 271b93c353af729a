namespace ErpSync.Inventory;

/// <summary>Units of a line that ask to be claimed, in the unit of the line.</summary>
internal sealed record ClaimRequest(ClaimedLine Line, decimal Quantity);
