namespace ErpSync.Model;

/// <summary>
/// Something that happened to an order, told once to systems that follow customers. Amounts are in one currency and tie:
/// <see cref="Subtotal"/> + <see cref="Shipping"/> + <see cref="Tax"/> = <see cref="Total"/>. It names the customer by id and carries no other personal data.
/// </summary>
public sealed record CustomerActivity
{
    /// <summary>What happened.</summary>
    public CustomerActivityKind Kind { get; init; }

    /// <summary>When it happened in the shop.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Id of the customer in the shop; null for a guest.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Id of the order in the shop.</summary>
    public required string OrderId { get; init; }

    /// <summary>What people call the order, for example <c>#1001</c>.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>Id of the refund for <see cref="CustomerActivityKind.OrderRefunded"/>, otherwise null.</summary>
    public string? RefundId { get; init; }

    /// <summary>Sales channel as the shop names it, or null.</summary>
    public string? Channel { get; init; }

    /// <summary>Everything the customer pays, or gets back for a refund.</summary>
    public required Money Total { get; init; }

    /// <summary>Lines after discounts, without tax.</summary>
    public required Money Subtotal { get; init; }

    /// <summary>The part of <see cref="Subtotal"/> that is turnover: without gift cards and tips.</summary>
    public required Money Revenue { get; init; }

    /// <summary>Shipping after discounts, without tax.</summary>
    public required Money Shipping { get; init; }

    /// <summary>All taxes.</summary>
    public required Money Tax { get; init; }

    /// <summary>All discounts, positive, as the shop states them. Zero for refunds.</summary>
    public required Money Discount { get; init; }

    /// <summary>Lines concerned.</summary>
    public IReadOnlyList<ActivityProduct> Products { get; init; } = [];
}
