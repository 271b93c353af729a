namespace ErpSync.Inventory;

/// <summary>
/// The stock of a cell as another system sees it. What it contains is known from its watermark, its list of orders or its instant, the first of
/// these that is stated; without any, only from the age of the facts.
/// </summary>
/// <param name="Kind">What the quantity means.</param>
/// <param name="Quantity">Quantity in base units.</param>
public sealed record StockSnapshot(SnapshotKind Kind, decimal Quantity)
{
    /// <summary>Last entry of the source it contains.</summary>
    public long? Watermark { get; init; }

    /// <summary>Instant of the source's clock at which it was taken.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Orders it contains.</summary>
    public IReadOnlyList<string>? Orders { get; init; }
}
