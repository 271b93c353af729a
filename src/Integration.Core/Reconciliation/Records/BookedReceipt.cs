using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>A customer payment as the ERP holds it.</summary>
public sealed record BookedReceipt
{
    /// <summary>Number of the entry.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of the captures it was made for; empty when it names none.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Order number on the entry, or null.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Posting date.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>Currency of the amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount received.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Amount in the currency of the books, or null.</summary>
    public decimal? FunctionalAmount { get; init; }

    /// <summary>Rate from the currency of the amount to the currency of the books, or null.</summary>
    public decimal? Rate { get; init; }
}
