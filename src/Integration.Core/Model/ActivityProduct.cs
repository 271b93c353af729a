namespace ErpSync.Model;

/// <summary>One line of a customer activity.</summary>
public sealed record ActivityProduct
{
    /// <summary>Id of the order line.</summary>
    public required string LineId { get; init; }

    /// <summary>Id of the variant in the shop, or null.</summary>
    public string? Variant { get; init; }

    /// <summary>SKU, or null.</summary>
    public string? Sku { get; init; }

    /// <summary>Text for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Units; always more than zero.</summary>
    public int Quantity { get; init; }

    /// <summary>Price of one unit before discounts, as the shop shows it.</summary>
    public required Money UnitPrice { get; init; }
}
