using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>A document ready to be written: everything resolved and checked, nothing sent.</summary>
/// <param name="Sets">Kind.</param>
/// <param name="ExternalNumber">Normalised external number.</param>
/// <param name="Header">Header properties in the order of validation, without lines and invoice discount.</param>
/// <param name="Lines">Lines in the convention of the document.</param>
/// <param name="Document">The canonical document.</param>
internal sealed record WantedDocument(DocumentSets Sets, string ExternalNumber, JsonObject Header, IReadOnlyList<WantedLine> Lines, SalesDocument Document)
{
    /// <summary>Lines in the convention that the service uses for this document.</summary>
    public IReadOnlyList<WantedLine> LinesFor(bool serviceIncludesTax) =>
        [.. Lines.Select(line => line.InConvention(Document.PricesIncludeTax, serviceIncludesTax, Document.Currency))];

    /// <summary>Names the document among recent writes.</summary>
    public string Key => $"{Sets.Set}:{ExternalNumber}";

    /// <summary>The same for a document that was written before: its dates may have been changed by people, and stay.</summary>
    public WantedDocument KeepingDates()
    {
        var header = Header.DeepClone().AsObject();
        header.Remove(Sets.DateField);
        header.Remove(BcFields.PostingDate);
        return this with { Header = header };
    }

    public decimal InvoiceDiscount => Document.InvoiceDiscount?.Amount ?? 0m;
}
