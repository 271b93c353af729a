namespace ErpSync.Demand;

/// <summary>Demand of one series on one day, in base units (kits in a kit's series).</summary>
public sealed record DemandRow
{
    /// <summary>The series.</summary>
    public required DemandSeries Series { get; init; }

    /// <summary>The day, in the channel's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Level of the series.</summary>
    public required DemandLevel Level { get; init; }

    /// <summary>
    /// Demand: ordered, less what customers cancelled within the window, less fraud and tests. Cancellations for lack of stock stay in. 0 on a quiet day,
    /// null on a quiet day whose sources are incomplete: nothing is not the same as not known.
    /// </summary>
    public decimal? Demand { get; init; }

    /// <summary>Units ordered this day.</summary>
    public decimal Ordered { get; init; }

    /// <summary>Of those, cancelled by customers, whenever.</summary>
    public decimal CancelledByCustomer { get; init; }

    /// <summary>Of those, cancelled as fraud or test.</summary>
    public decimal CancelledAsFraudOrTest { get; init; }

    /// <summary>Of those, cancelled for lack of stock.</summary>
    public decimal CancelledOutOfStock { get; init; }

    /// <summary>Of those, shipped.</summary>
    public decimal Shipped { get; init; }

    /// <summary>Of those, accepted without stock.</summary>
    public decimal Backordered { get; init; }

    /// <summary>Of those, returned.</summary>
    public decimal ReturnedByOrderDate { get; init; }

    /// <summary>Units returned this day, whenever they were ordered.</summary>
    public decimal ReturnedByReturnDate { get; init; }

    /// <summary>Units handed out this day in exchange for another item.</summary>
    public decimal Exchanged { get; init; }

    /// <summary>Units refused for lack of stock; a session counts once a day with the most it asked for.</summary>
    public decimal Denied { get; init; }

    /// <summary>Share of the selling time with something to sell, rounded to 4 decimals half up; null when nothing is known.</summary>
    public decimal? InStockRatio { get; init; }

    /// <summary>Whether the ratio is below 1.</summary>
    public bool IsStockout { get; init; }

    /// <summary>Whether the day shows less than was wanted: a stock-out of an item that is not sold without stock.</summary>
    public bool IsCensored { get; init; }

    /// <summary>Available to promise at the local start of the day; null when not known.</summary>
    public decimal? OpeningAvailable { get; init; }

    /// <summary>Available to promise just before the local end of the day; null when not known.</summary>
    public decimal? ClosingAvailable { get; init; }

    /// <summary>Share of sources whose facts of the day are complete, rounded to 4 decimals half up.</summary>
    public decimal Completeness { get; init; } = 1m;

    /// <summary>Whether an exchange touched the row.</summary>
    public bool IsSubstitution { get; init; }
}
