namespace ErpSync.Model;

/// <summary>An article as one system knows it.</summary>
public sealed record Item
{
    /// <summary>Id in its system.</summary>
    public required string Id { get; init; }

    /// <summary>SKU or item number.</summary>
    public required string Sku { get; init; }

    /// <summary>Text for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Bar code (GTIN), or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>Base unit of measure code, or null.</summary>
    public string? UnitOfMeasure { get; init; }

    /// <summary>Cost of a unit in the currency of the system's books, or null when it does not say.</summary>
    public decimal? UnitCost { get; init; }

    /// <summary>True when it must not be sold.</summary>
    public bool Blocked { get; init; }
}
