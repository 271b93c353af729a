using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>A line of a bank statement.</summary>
public sealed record BankLine
{
    /// <summary>Id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of payouts it names; empty when it names none.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Payment reference, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Booking date.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Currency of the amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount, positive when received.</summary>
    public required decimal Amount { get; init; }
}
