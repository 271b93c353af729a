using ErpSync.Finance.Orders;

namespace ErpSync.Finance.Journal;

/// <summary>A part of a refund.</summary>
public sealed record RefundPart
{
    /// <summary>What it is.</summary>
    public required RefundPartKind Kind { get; init; }

    /// <summary>Line id, or null.</summary>
    public string? Line { get; init; }

    /// <summary>Component of a bundle, or null.</summary>
    public string? Component { get; init; }

    /// <summary>Units, or null for none.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Why.</summary>
    public RefundCause Cause { get; init; }

    /// <summary>Amount in the order's display basis, or null for the share of the units.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Tax stated, or null.</summary>
    public decimal? Tax { get; init; }

    /// <summary>Gift card given back, or null.</summary>
    public string? GiftCard { get; init; }

    /// <summary>Taxes of a fee.</summary>
    public IReadOnlyList<FinanceTax> TaxLines { get; init; } = [];
}
