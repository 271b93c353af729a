namespace ErpSync.Model;

/// <summary>Posts a document: an invoice or credit memo as a whole, an order with the stated quantities.</summary>
public sealed record DocumentPosting
{
    /// <summary>Id of the document's <c>RecordRef</c>.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Kind of the document.</summary>
    public required SalesDocumentKind Kind { get; init; }

    /// <summary>External document number, for messages and look-ups.</summary>
    public required string ExternalNumber { get; init; }

    /// <summary>Day on which it is posted: the one on which the goods left. Null posts on the day that the document has in the ERP.</summary>
    public DateOnly? PostingDate { get; init; }

    /// <summary>Quantities to ship and invoice now; empty posts everything that is open.</summary>
    public IReadOnlyList<PostingLine> Lines { get; init; } = [];
}
