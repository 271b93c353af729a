using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>What is remembered, beside the record itself, of an ERP document that was written. Stored as JSON on its link.</summary>
public sealed record DocumentMemo
{
    /// <summary>Version of this shape. Readers accept every version up to the newest.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Kind.</summary>
    public SalesDocumentKind Kind { get; init; }

    /// <summary>What it was made for.</summary>
    public required DocumentSource Source { get; init; }

    /// <summary>Side of the money pair; kept for everything that follows.</summary>
    public CurrencyHandling CurrencyHandling { get; init; }

    /// <summary>Lines in document order, comments included.</summary>
    public IReadOnlyList<DocumentMemoLine> Lines { get; init; } = [];

    /// <summary>Refunds whose effect is in the document.</summary>
    public IReadOnlyList<string> AbsorbedRefunds { get; init; } = [];

    /// <summary>Discount on the whole document, or null.</summary>
    public Money? InvoiceDiscount { get; init; }

    /// <summary>Tax area, or null.</summary>
    public string? TaxArea { get; init; }

    /// <summary>Tax liability, or null.</summary>
    public bool? TaxLiable { get; init; }

    /// <summary>True when ErpSync cancelled the document because the order was cancelled.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Gross total that was written.</summary>
    public Money Gross { get; init; }

    /// <summary>Fingerprint of the addresses and the e-mail address that were written; null when it was written by a version that kept none.</summary>
    public string? Addressee { get; init; }

    /// <summary>The memo of a document.</summary>
    /// <param name="document">The document as written.</param>
    public static DocumentMemo Of(SalesDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new DocumentMemo
        {
            Kind = document.Kind,
            Source = document.Source,
            CurrencyHandling = document.CurrencyHandling,
            AbsorbedRefunds = document.AbsorbedRefunds,
            InvoiceDiscount = document.InvoiceDiscount,
            TaxArea = document.TaxArea,
            TaxLiable = document.TaxLiable,
            Gross = document.Totals.Gross,
            Addressee = Planning.Addressee.Of(document.BillTo, document.ShipTo, document.Email),
            Lines = [.. document.Lines.Select(line => new DocumentMemoLine(
                line.SourceLine, NumberOf(line), line.Quantity, line.Amount, line.LineNumber))],
        };
    }

    internal static string NumberOf(SalesDocumentLine line) => line.Item ?? line.Account ?? line.Charge ?? "";
}
