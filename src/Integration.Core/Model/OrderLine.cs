namespace ErpSync.Model;

/// <summary>One line of an order. Quantities are units of sale.</summary>
public sealed record OrderLine
{
    /// <summary>Id of the line in the source, stable over edits.</summary>
    public required string Id { get; init; }

    /// <summary>What the line sells.</summary>
    public OrderLineKind Kind { get; init; }

    /// <summary>Text for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>SKU as stored on the line (a snapshot; survives deletion of the product), or null.</summary>
    public string? Sku { get; init; }

    /// <summary>Id of the variant in the shop, or null.</summary>
    public string? Variant { get; init; }

    /// <summary>Units ordered, units added by edits included.</summary>
    public int Quantity { get; init; }

    /// <summary>Units left after edits, cancellations and refunds.</summary>
    public int CurrentQuantity { get; init; }

    /// <summary>Price of one unit before discounts, with tax when <see cref="Order.TaxesIncluded"/>.</summary>
    public required MoneyPair UnitPrice { get; init; }

    /// <summary>Discounts allocated to the whole line (for <see cref="Quantity"/> units), positive.</summary>
    public IReadOnlyList<MoneyPair> Discounts { get; init; } = [];

    /// <summary>Taxes charged on the whole line (for <see cref="Quantity"/> units).</summary>
    public IReadOnlyList<TaxLine> TaxLines { get; init; } = [];

    /// <summary>Where the units are to be taken from, in order; empty when not known.</summary>
    public IReadOnlyList<LocationQuantity> Locations { get; init; } = [];

    /// <summary>False when there is nothing to ship (services, digital goods). Default true.</summary>
    public bool RequiresShipping { get; init; } = true;
}
