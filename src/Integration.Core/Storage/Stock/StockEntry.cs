namespace ErpSync.Storage;

/// <summary>A stored entry of the stock ledger.</summary>
/// <param name="Sequence">Position, growing; numbers may be missing.</param>
/// <param name="Posting">Id of its posting.</param>
/// <param name="Cause">What caused it.</param>
/// <param name="At">When it happened.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Account">Account.</param>
/// <param name="Quantity">Base units, signed.</param>
public sealed record StockEntry(long Sequence, string Posting, string Cause, DateTimeOffset At, string Sku, string Account, decimal Quantity);
