namespace ErpSync.Sandbox.Shopify;

/// <summary>A line to order: an article by SKU, a gift card to sell or a custom item.</summary>
public sealed record NewOrderLine
{
    /// <summary>SKU of a catalogue article; null for a custom item or a gift card without article.</summary>
    public string? Sku { get; init; }

    /// <summary>Title; default that of the article. Needed for custom items.</summary>
    public string? Title { get; init; }

    /// <summary>Units, at least 1. Default 1.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>Unit price in shop currency; default the article's list price, without tax when the order's prices exclude it.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Taxes; default one of the article's rate. Empty for an untaxed line.</summary>
    public IReadOnlyList<NewTax>? Taxes { get; init; }

    /// <summary>Whether this line sells a gift card: no tax, nothing to ship.</summary>
    public bool IsGiftCard { get; init; }

    /// <summary>Zero-based index of the location that is to ship it. Default 0.</summary>
    public int Location { get; init; }

    /// <summary>Custom attributes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];
}
