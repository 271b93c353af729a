namespace ErpSync.Model;

/// <summary>Stock of one SKU at the locations of one system.</summary>
public sealed record StockLevel
{
    /// <summary>SKU or item number.</summary>
    public required string Sku { get; init; }

    /// <summary>Quantities per location, ordinal by location.</summary>
    public IReadOnlyList<StockCell> Cells { get; init; } = [];

    /// <summary>Watermark of the reading in its system (a ledger entry number or instant), or null.</summary>
    public string? Watermark { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset AsOf { get; init; }
}
