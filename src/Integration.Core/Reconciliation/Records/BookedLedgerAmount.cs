namespace ErpSync.Reconciliation.Records;

/// <summary>What one document of the general ledger holds on one account.</summary>
public sealed record BookedLedgerAmount
{
    /// <summary>Order number the document belongs to, or null when it names none.</summary>
    public string? Order { get; init; }

    /// <summary>Account number.</summary>
    public required string Account { get; init; }

    /// <summary>Amount in the currency of the books, debit positive.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Number of the document.</summary>
    public required string Document { get; init; }

    /// <summary>Posting date.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Person who made it; null when the integration did or nobody is known.</summary>
    public string? CreatedBy { get; init; }
}
