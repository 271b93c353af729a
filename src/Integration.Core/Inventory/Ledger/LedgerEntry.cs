namespace ErpSync.Inventory;

/// <summary>A movement of units of one SKU: minus at one account, plus at another. Entries are only ever appended.</summary>
/// <param name="Sequence">Position in the ledger, from 1.</param>
/// <param name="At">When it was booked.</param>
/// <param name="Cause">Event that caused it, for people.</param>
/// <param name="Sku">SKU.</param>
/// <param name="From">Account that gives.</param>
/// <param name="To">Account that takes.</param>
/// <param name="Quantity">Base units, more than zero.</param>
public sealed record LedgerEntry(long Sequence, DateTimeOffset At, string Cause, string Sku, StockAccount From, StockAccount To, decimal Quantity);
