namespace ErpSync.Planning;

/// <summary>What has become of the units of an order line: each unit is in exactly one of the states.</summary>
/// <param name="Line">Id of the line.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Waiting">Not shipped, the moment to claim has not come.</param>
/// <param name="Reserved">Not shipped, claimed.</param>
/// <param name="Shipped">With the customer.</param>
/// <param name="Returned">Shipped and come back.</param>
/// <param name="Released">Cancelled or edited out before they were shipped.</param>
public sealed record OrderStockLine(string Line, string Sku, decimal Waiting, decimal Reserved, decimal Shipped, decimal Returned, decimal Released)
{
    /// <summary>Of the reserved units, those that are to be claimed and were refused, because they are not there. Default 0.</summary>
    public decimal Refused { get; init; }

    /// <summary>What the line is to the ledger.</summary>
    internal StockLineRole Role { get; init; }

    /// <summary>The states by the name of their ledger account; they add up to zero.</summary>
    internal IEnumerable<(string State, decimal Units)> States =>
    [
        ("requested", -(Waiting + Reserved + Shipped + Returned + Released)), ("waiting", Waiting), ("reserved", Reserved - Refused),
        ("refused", Refused), ("shipped", Shipped), ("returned", Returned), ("released", Released),
    ];
}
