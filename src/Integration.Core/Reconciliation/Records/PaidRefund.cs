using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>A refund as the gateway or shop reports it.</summary>
public sealed record PaidRefund
{
    /// <summary>Id of the refund. The same id twice is the same event delivered twice.</summary>
    public required string Id { get; init; }

    /// <summary>Order number.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Currency of the amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount refunded, positive.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Whether the money moved.</summary>
    public SettlementStatus Status { get; init; }

    /// <summary>Amount in the currency of the books, or null.</summary>
    public decimal? FunctionalAmount { get; init; }

    /// <summary>Rate from the currency of the amount to the currency of the books, or null.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Parts by name that add up to the amount, or null when not known.</summary>
    public IReadOnlyDictionary<string, decimal>? Parts { get; init; }

    /// <summary>How many roundings are behind the amount.</summary>
    public int Roundings { get; init; }

    /// <summary>Units that should come back; 0 for money alone.</summary>
    public decimal GoodsQuantity { get; init; }

    /// <summary>How far it came.</summary>
    public FlowProgress Flow { get; init; } = FlowProgress.Done;
}
