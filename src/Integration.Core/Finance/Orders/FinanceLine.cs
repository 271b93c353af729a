using ErpSync.Finance.Policies;

namespace ErpSync.Finance.Orders;

/// <summary>A line of an accepted order.</summary>
public sealed record FinanceLine
{
    /// <summary>Id, unique over all orders.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public FinanceLineKind Kind { get; init; }

    /// <summary>Units ordered.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Price of a unit, with tax when the order says so.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Discounts of this line.</summary>
    public IReadOnlyList<FinanceDiscount> Discounts { get; init; } = [];

    /// <summary>Taxes.</summary>
    public IReadOnlyList<FinanceTax> TaxLines { get; init; } = [];

    /// <summary>Tax charged on all tax lines together, or null.</summary>
    public decimal? TaxAmount { get; init; }

    /// <summary>Cost of a unit in functional currency, or null when not known: then no cost is posted.</summary>
    public decimal? UnitCost { get; init; }

    /// <summary>SKU, or null.</summary>
    public string? Sku { get; init; }

    /// <summary>Parts of a bundle; empty for a plain line.</summary>
    public IReadOnlyList<FinanceComponent> Components { get; init; } = [];

    /// <summary>Terms of a service, or null.</summary>
    public ServiceTerms? Service { get; init; }
}
