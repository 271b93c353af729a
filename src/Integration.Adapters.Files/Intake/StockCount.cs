namespace ErpSync.Adapters.Files.Intake;

/// <summary>One row of a stock snapshot.</summary>
internal sealed record StockCount(string Sku, string Location, decimal OnHand, decimal? Available, DateTimeOffset AsOf, int Line);
