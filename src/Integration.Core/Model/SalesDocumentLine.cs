namespace ErpSync.Model;

/// <summary>One line of an ERP sales document. <c>Amount = round(Quantity × UnitPrice) − Discount</c>.</summary>
public sealed record SalesDocumentLine
{
    /// <summary>What it posts to.</summary>
    public required SalesDocumentLineType Type { get; init; }

    /// <summary>Id of the shop's order or shipping line behind it, or null.</summary>
    public string? SourceLine { get; init; }

    /// <summary>
    /// Number of the line in the ERP's document, ascending in document order, or null when it was not planned. A line that stays keeps its number; sinks
    /// find existing lines by it and give it to new ones where the ERP lets them.
    /// </summary>
    public int? LineNumber { get; init; }

    /// <summary>Item number (type Item).</summary>
    public string? Item { get; init; }

    /// <summary>Variant code (type Item), or null.</summary>
    public string? Variant { get; init; }

    /// <summary>Unit of measure code (type Item), or null for the base unit.</summary>
    public string? UnitOfMeasure { get; init; }

    /// <summary>Location code, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Return reason code, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Account role (type AccountRole), for example <c>ShippingIncome</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Account number that the chart of accounts map gave for <see cref="Role"/>; null until resolved.</summary>
    public string? Account { get; init; }

    /// <summary>Id of the gift card concerned, or null.</summary>
    public string? GiftCard { get; init; }

    /// <summary>Item charge code (type ItemCharge).</summary>
    public string? Charge { get; init; }

    /// <summary>How an item charge is spread over the item lines (type ItemCharge), for example <c>Equally</c>.</summary>
    public string? Assignment { get; init; }

    /// <summary>Description, or the text of a Comment.</summary>
    public string? Text { get; init; }

    /// <summary>Units; 0 for a Comment.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Price of a unit, with tax when the document says so.</summary>
    public Money UnitPrice { get; init; }

    /// <summary>Discount of the whole line, positive.</summary>
    public Money Discount { get; init; }

    /// <summary>Line amount after discount, with tax when the document says so.</summary>
    public Money Amount { get; init; }

    /// <summary>Taxes of the line.</summary>
    public IReadOnlyList<DocumentTax> Tax { get; init; } = [];
}
