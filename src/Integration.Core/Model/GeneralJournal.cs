namespace ErpSync.Model;

/// <summary>A balanced journal for the general ledger of the ERP, all of it under one document number.</summary>
public sealed record GeneralJournal
{
    /// <summary>What it was made for, for example the id of a payout; the natural key in the ERP.</summary>
    public required string SourceId { get; init; }

    /// <summary>Beginning of the document number, which the connector completes from <see cref="SourceId"/>, for example <c>PO-</c>. At most 8 characters.</summary>
    public required string NumberPrefix { get; init; }

    /// <summary>Currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Posting date in the company's time zone.</summary>
    public required DateOnly PostingDate { get; init; }

    /// <summary>At least two lines that add up to zero.</summary>
    public required IReadOnlyList<GeneralJournalLine> Lines { get; init; }

    /// <summary>True posts it; false leaves it in the ERP's journal for a person. Default true.</summary>
    public bool Post { get; init; } = true;
}
