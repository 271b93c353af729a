namespace ErpSync.Model;

/// <summary>One posted line of an ERP's general ledger. Posted lines never change.</summary>
public sealed record LedgerEntry
{
    /// <summary>Id in the ERP.</summary>
    public required string Id { get; init; }

    /// <summary>Running number of the line.</summary>
    public required long Number { get; init; }

    /// <summary>Posting date.</summary>
    public required DateOnly PostingDate { get; init; }

    /// <summary>Number of the document that was posted.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>Kind of the document as the ERP names it, empty for a journal without one.</summary>
    public string DocumentKind { get; init; } = "";

    /// <summary>Account number.</summary>
    public required string Account { get; init; }

    /// <summary>Amount in the currency of the books, debit positive, credit negative.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Text for people.</summary>
    public string Description { get; init; } = "";
}
