namespace ErpSync.Storage;

/// <summary>Answer to a posting.</summary>
/// <param name="Outcome">Outcome.</param>
/// <param name="Shortages">For <see cref="StockPostingOutcome.Refused"/>: every account that is short, ordinal by SKU and account.</param>
public sealed record StockPostingResult(StockPostingOutcome Outcome, IReadOnlyList<StockShortage> Shortages);
