using ErpSync.Model;

namespace ErpSync.Finance.Orders;

/// <summary>An order as it was accepted, in the currency of its documents.</summary>
public sealed record FinanceOrder
{
    /// <summary>Id in the shop.</summary>
    public required string Id { get; init; }

    /// <summary>Sales channel.</summary>
    public string Channel { get; init; } = "";

    /// <summary>When it was placed.</summary>
    public DateTimeOffset PlacedAt { get; init; }

    /// <summary>The shop's accounting currency.</summary>
    public required Currency ShopCurrency { get; init; }

    /// <summary>Currency shown to the buyer.</summary>
    public required Currency PresentmentCurrency { get; init; }

    /// <summary>Currency of all its documents; must be one of the other two.</summary>
    public required Currency DocumentCurrency { get; init; }

    /// <summary>True when prices contain tax.</summary>
    public bool TaxIncluded { get; init; }

    /// <summary>What the shop says the customer owes; it is proven.</summary>
    public required decimal Total { get; init; }

    /// <summary>Lines.</summary>
    public required IReadOnlyList<FinanceLine> Lines { get; init; }

    /// <summary>Order discounts still to be allocated, in order.</summary>
    public IReadOnlyList<FinanceDiscount> Discounts { get; init; } = [];

    /// <summary>Loyalty points earned with it, or null.</summary>
    public LoyaltyTerms? Loyalty { get; init; }
}
