namespace ErpSync.Sandbox.Shopify;

/// <summary>What staff change on an order in one edit.</summary>
public sealed record OrderEdit
{
    /// <summary>Lines to add.</summary>
    public IReadOnlyList<NewOrderLine> Add { get; init; } = [];

    /// <summary>New current quantities of existing lines; 0 removes a line. Only units not shipped yet can be removed.</summary>
    public IReadOnlyList<LineQuantity> SetQuantities { get; init; } = [];

    /// <summary>Whether removed units become available again. Default true.</summary>
    public bool Restock { get; init; } = true;

    /// <summary>Whether the buyer pays an added amount at once. Default true; else it stays outstanding.</summary>
    public bool PayDifference { get; init; } = true;
}
