using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>A ledger entry on the gateway's clearing account.</summary>
public sealed record ClearingEntry
{
    /// <summary>Number of the entry.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of the gateway transactions it was made for; empty when it names none.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Business number on the entry, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Posting date.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>Currency of the amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Signed amount: fees are negative.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Part that is booked.</summary>
    public required ClearingPart Part { get; init; }
}
