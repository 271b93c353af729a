namespace ErpSync.Sandbox.Shopify.State;

/// <summary>The Shopify Payments account: what changed its balance, what was paid out and what is disputed. Changed under the gate of the shop.</summary>
internal sealed class PaymentsState
{
    public SortedDictionary<long, BalanceState> Balance { get; } = [];

    public SortedDictionary<long, PayoutState> Payouts { get; } = [];

    public SortedDictionary<long, DisputeState> Disputes { get; } = [];

    /// <summary>Payment transactions of orders that are in the balance.</summary>
    public HashSet<long> Collected { get; } = [];
}

/// <summary>A change of the balance.</summary>
internal sealed class BalanceState
{
    public required long Id { get; init; }

    public required string Type { get; init; }

    public required string SourceType { get; init; }

    public required decimal Amount { get; init; }

    public decimal Fee { get; init; }

    public required DateTimeOffset At { get; init; }

    public long? SourceId { get; init; }

    public long? TransactionId { get; init; }

    public OrderState? Order { get; init; }

    public string? Reason { get; init; }

    public PayoutState? Payout { get; set; }

    /// <summary>When it went to its payout.</summary>
    public DateTimeOffset AssignedAt { get; set; }

    public decimal Net => Amount - Fee;
}

/// <summary>A payout.</summary>
internal sealed class PayoutState
{
    public required long Id { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required decimal Net { get; init; }

    public required string Reference { get; init; }

    public string Status { get; set; } = "SCHEDULED";
}

/// <summary>A dispute.</summary>
internal sealed class DisputeState
{
    public required long Id { get; init; }

    public required OrderState Order { get; init; }

    public required long TransactionId { get; init; }

    public required decimal Amount { get; init; }

    public decimal Fee { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public string Status { get; set; } = "NEEDS_RESPONSE";

    public DateTimeOffset? ClosedAt { get; set; }
}
