namespace ErpSync.Planning;

/// <summary>Whose stock a shop is told.</summary>
/// <param name="Owner">Connection id of the system that owns the number.</param>
/// <param name="Shop">Connection id of the shop.</param>
public sealed record StockPublication(string Owner, string Shop)
{
    /// <summary>Flow that publishes it. Default: the owner's first, <see cref="FlowNames.Stock(string)"/>.</summary>
    public string Flow { get; init; } = FlowNames.Stock(Owner);
}
