namespace ErpSync.Model;

/// <summary>A change of what a payment gateway owes: one line of a settlement.</summary>
public sealed record BalanceTransaction
{
    /// <summary>Id in the source.</summary>
    public required string Id { get; init; }

    /// <summary>What it means.</summary>
    public BalanceTransactionType Type { get; init; }

    /// <summary>The gateway's own word for it, for example <c>SHIPPING_LABEL</c>.</summary>
    public required string SourceType { get; init; }

    /// <summary>When it changed the balance.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Amount before the fee; money that leaves is negative.</summary>
    public required Money Amount { get; init; }

    /// <summary>Fee taken from it; a fee given back is negative.</summary>
    public required Money Fee { get; init; }

    /// <summary>Effect on the balance as the source states it: <see cref="Amount"/> less <see cref="Fee"/>.</summary>
    public required Money Net { get; init; }

    /// <summary>Id of the order in the shop, or null.</summary>
    public string? OrderId { get; init; }

    /// <summary>Name of the order for people, or null.</summary>
    public string? OrderName { get; init; }

    /// <summary>Id of the payment transaction in the shop (<see cref="Payment.Id"/>), or null.</summary>
    public string? PaymentId { get; init; }

    /// <summary>Id of the dispute, or null when it is about none.</summary>
    public string? DisputeId { get; init; }

    /// <summary>Reason that the gateway gives for an adjustment, or null.</summary>
    public string? Reason { get; init; }
}
