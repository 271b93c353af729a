namespace ErpSync.Model;

/// <summary>One shipping charge of an order.</summary>
public sealed record ShippingLine
{
    /// <summary>Id in the source.</summary>
    public required string Id { get; init; }

    /// <summary>Title, the key of shipping mappings.</summary>
    public string Title { get; init; } = "";

    /// <summary>Charge before discounts, with tax when <see cref="Order.TaxesIncluded"/>.</summary>
    public required MoneyPair Price { get; init; }

    /// <summary>Discounts, positive.</summary>
    public IReadOnlyList<MoneyPair> Discounts { get; init; } = [];

    /// <summary>Taxes charged.</summary>
    public IReadOnlyList<TaxLine> TaxLines { get; init; } = [];
}
