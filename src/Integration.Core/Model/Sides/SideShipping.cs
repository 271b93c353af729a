namespace ErpSync.Model.Sides;

/// <summary>A shipping line reduced to one side of the money pair.</summary>
internal sealed class SideShipping
{
    public required ShippingLine Source { get; init; }

    public required decimal Price { get; init; }

    public required decimal Discount { get; init; }

    public required SideTax[] Taxes { get; init; }

    public decimal Displayed => Price - Discount;

    public string? Missing { get; init; }

    public string Id => Source.Id;
}
