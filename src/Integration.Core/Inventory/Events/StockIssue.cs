namespace ErpSync.Inventory;

/// <summary>Something that happened to stock or claims and that a person should know of. Fields that do not apply are null.</summary>
/// <param name="Code">One of <see cref="StockIssueCodes"/>.</param>
public sealed record StockIssue(string Code)
{
    /// <summary>Order id.</summary>
    public string? Order { get; init; }

    /// <summary>Line number.</summary>
    public int? Line { get; init; }

    /// <summary>SKU.</summary>
    public string? Sku { get; init; }

    /// <summary>Location.</summary>
    public string? Location { get; init; }

    /// <summary>Units, in the unit of the line (kits: kits).</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Location that was planned.</summary>
    public string? Planned { get; init; }

    /// <summary>Location that shipped.</summary>
    public string? Actual { get; init; }

    /// <summary>Channel.</summary>
    public string? Channel { get; init; }

    /// <summary>How a channel's number differs.</summary>
    public StockDrift? Drift { get; init; }
}
