using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>What the shop says about an order as a whole.</summary>
public sealed record OrderFacts
{
    /// <summary>Order number that both sides share.</summary>
    public required string Number { get; init; }

    /// <summary>Currency of the totals.</summary>
    public required Currency Currency { get; init; }

    /// <summary>What the customer owes; null leaves the order out of the comparison of payments.</summary>
    public decimal? Total { get; init; }

    /// <summary>True when the shop calls the order paid, so that captures below the total are a difference.</summary>
    public bool IsPaid { get; init; }

    /// <summary>When the order was deleted in the shop, or null.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Edits that changed the total.</summary>
    public IReadOnlyList<OrderEditFact> Edits { get; init; } = [];
}
