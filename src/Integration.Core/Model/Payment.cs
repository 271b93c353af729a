namespace ErpSync.Model;

/// <summary>One payment transaction of an order.</summary>
public sealed record Payment
{
    /// <summary>Id in the source.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public PaymentKind Kind { get; init; }

    /// <summary>Whether it happened.</summary>
    public PaymentStatus Status { get; init; }

    /// <summary>Name of the gateway, for example <c>shopify_payments</c>, <c>gift_card</c>.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>Amount, positive for refunds too.</summary>
    public required MoneyPair Amount { get; init; }

    /// <summary>Id of the refund a <see cref="PaymentKind.Refund"/> belongs to, or null.</summary>
    public string? RefundId { get; init; }

    /// <summary>Id of the transaction it builds on, or null: of <see cref="PaymentKind.Change"/> the payment it was given on.</summary>
    public string? ParentId { get; init; }

    /// <summary>When the gateway processed it.</summary>
    public DateTimeOffset ProcessedAt { get; init; }
}
