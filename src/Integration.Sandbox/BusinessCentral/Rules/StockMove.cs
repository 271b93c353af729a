namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>One movement of stock.</summary>
internal sealed record StockMove(string Item, string Variant, string Location, decimal Quantity, DateOnly PostingDate)
{
    public required string EntryType { get; init; }

    public string DocumentType { get; init; } = " ";

    public string DocumentNumber { get; init; } = "";

    public string Customer { get; init; } = "";

    public string Description { get; init; } = "";

    public decimal SalesAmount { get; init; }

    public decimal CostAmount { get; init; }
}
