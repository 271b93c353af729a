namespace ErpSync.Model.Sides;

/// <summary>An order line reduced to one side of the money pair.</summary>
internal sealed class SideLine
{
    public required OrderLine Source { get; init; }

    public required decimal UnitPrice { get; init; }

    public required decimal Discount { get; init; }

    public required SideTax[] Taxes { get; init; }

    /// <summary>Value after discount as charged, with tax when prices include it.</summary>
    public required decimal Displayed { get; init; }

    /// <summary>Exchange items belong to a return, not to the order's own document.</summary>
    public bool IsExchange { get; init; }

    /// <summary>First field whose side is missing, or null.</summary>
    public string? Missing { get; init; }

    public string Id => Source.Id;
}
