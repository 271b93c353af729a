using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>A capture as the gateway or shop reports it.</summary>
public sealed record CapturedPayment
{
    /// <summary>Id of the transaction. The same id twice is the same event delivered twice.</summary>
    public required string Id { get; init; }

    /// <summary>Order number.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When it was captured.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Currency of the amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount captured.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Whether the money moved.</summary>
    public SettlementStatus Status { get; init; }

    /// <summary>Amount in the currency of the books, or null.</summary>
    public decimal? FunctionalAmount { get; init; }

    /// <summary>Rate from the currency of the amount to the currency of the books, or null.</summary>
    public decimal? Rate { get; init; }
}
