namespace ErpSync.Model;

/// <summary>What the ERP says about a document that was written before; read by the id of its <c>RecordRef</c>, also after it was posted and the order is gone.</summary>
public sealed record SalesDocumentState
{
    /// <summary>Id by which it was asked for.</summary>
    public required string Id { get; init; }

    /// <summary>Kind.</summary>
    public SalesDocumentKind Kind { get; init; }

    /// <summary>Number in the ERP.</summary>
    public required string Number { get; init; }

    /// <summary>External document number as the ERP stores it.</summary>
    public string ExternalNumber { get; init; } = "";

    /// <summary>State.</summary>
    public SalesDocumentStatus Status { get; init; }

    /// <summary>Lines in document order; for a fully posted order taken from its posted invoices.</summary>
    public IReadOnlyList<SalesDocumentLineState> Lines { get; init; } = [];

    /// <summary>Numbers of posted invoices or credit memos made from it.</summary>
    public IReadOnlyList<string> PostedNumbers { get; init; } = [];

    /// <summary>
    /// Earliest posting date among <see cref="PostedNumbers"/>: a receipt is not dated before it. Null when nothing is posted or the connection does not read it; receipts
    /// then keep the day of the payment.
    /// </summary>
    public DateOnly? FirstPostingDate { get; init; }

    /// <summary>The posted invoices or credit memos with their taxes, one for each of <see cref="PostedNumbers"/>; null when the connection does not read taxes.</summary>
    public IReadOnlyList<PostedDocument>? PostedDocuments { get; init; }

    /// <summary>What is still unpaid on the posted documents, or null when nothing is posted.</summary>
    public Money? OpenAmount { get; init; }

    /// <summary>Totals as the ERP computed them (order plus nothing: the document's own).</summary>
    public DocumentTotals? Totals { get; init; }
}
