using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>A payout as the gateway announces it.</summary>
public sealed record PayoutRecord
{
    /// <summary>Id of the payout.</summary>
    public required string Id { get; init; }

    /// <summary>Reference that the bank line should carry, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Date of the payout.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Currency of the amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount paid out.</summary>
    public required decimal Amount { get; init; }

    /// <summary>A failed payout expects nothing.</summary>
    public SettlementStatus Status { get; init; }
}
