namespace ErpSync.Model;

/// <summary>
/// An ERP sales document as it must be: the content a sink creates, or the complete new state of one it updates.
/// All amounts are in <see cref="Currency"/>.
/// </summary>
public sealed record SalesDocument
{
    /// <summary>Kind.</summary>
    public required SalesDocumentKind Kind { get; init; }

    /// <summary>What it is made for.</summary>
    public required DocumentSource Source { get; init; }

    /// <summary>Wanted or existing number; null lets the ERP number it.</summary>
    public string? Number { get; init; }

    /// <summary>The natural key in the ERP: order name, <c>name/R…</c> for a refund, <c>name/X…</c> for an exchange, prefixed per shop by policy.</summary>
    public required string ExternalNumber { get; init; }

    /// <summary>The ERP customer; null until resolved.</summary>
    public CustomerRef? Customer { get; init; }

    /// <summary>The buyer's own reference, or null.</summary>
    public string? CustomerReference { get; init; }

    /// <summary>Currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Side of the money pair all amounts come from.</summary>
    public CurrencyHandling CurrencyHandling { get; init; }

    /// <summary>True when unit prices and discounts contain tax.</summary>
    public bool PricesIncludeTax { get; init; }

    /// <summary>Document date in the company's time zone.</summary>
    public DateOnly DocumentDate { get; init; }

    /// <summary>Posting date in the company's time zone.</summary>
    public DateOnly PostingDate { get; init; }

    /// <summary>Due date, or null.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Payment method code, or null.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>Posted document it settles, or null.</summary>
    public AppliesTo? AppliesTo { get; init; }

    /// <summary>Tax area code, or null.</summary>
    public string? TaxArea { get; init; }

    /// <summary>Tax liability flag, or null.</summary>
    public bool? TaxLiable { get; init; }

    /// <summary>Ids of refunds whose effect is already in the document.</summary>
    public IReadOnlyList<string> AbsorbedRefunds { get; init; } = [];

    /// <summary>Discount on the whole document that no line carries, or null.</summary>
    public Money? InvoiceDiscount { get; init; }

    /// <summary>Difference to the payments that was deliberately left, or null.</summary>
    public Money? Imbalance { get; init; }

    /// <summary>Lines in order.</summary>
    public IReadOnlyList<SalesDocumentLine> Lines { get; init; } = [];

    /// <summary>Tax per code and rate.</summary>
    public IReadOnlyList<TaxTotal> TaxTotals { get; init; } = [];

    /// <summary>Tax the channel remits, per code.</summary>
    public IReadOnlyList<FacilitatorTax> FacilitatorTax { get; init; } = [];

    /// <summary>Totals the ERP must arrive at; a sink reads the ERP's own totals back and compares.</summary>
    public required DocumentTotals Totals { get; init; }

    /// <summary>
    /// Largest difference between <see cref="Totals"/> and the ERP's own that rounding can explain. Up to it the sink adds a line on
    /// <see cref="RoundingAccount"/>; above it the document must not stay.
    /// </summary>
    public Money RoundingTolerance { get; init; }

    /// <summary>Account of a rounding line; null forbids one.</summary>
    public string? RoundingAccount { get; init; }

    /// <summary>Bill-to address, or null for the customer's own.</summary>
    public Address? BillTo { get; init; }

    /// <summary>Ship-to address, or null for the customer's own.</summary>
    public Address? ShipTo { get; init; }

    /// <summary>E-mail address for the document, or null.</summary>
    public string? Email { get; init; }
}
