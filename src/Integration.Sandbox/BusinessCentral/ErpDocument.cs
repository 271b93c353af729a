namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>A sales document as it stands in the company's books.</summary>
/// <param name="Id">System id.</param>
/// <param name="Number">Document number.</param>
/// <param name="ExternalNumber">External document number, upper case.</param>
/// <param name="CustomerNumber">Customer.</param>
/// <param name="Status">OData name of the status.</param>
/// <param name="Currency">ISO code; the local currency's code for local documents.</param>
/// <param name="TotalExcludingTax">Total before tax in the document's currency.</param>
/// <param name="TotalTax">Tax in the document's currency.</param>
/// <param name="TotalIncludingTax">Total with tax in the document's currency.</param>
/// <param name="Remaining">What is still open of a posted document; 0 for orders and drafts.</param>
/// <param name="OrderNumber">Order an invoice or shipment came from, or empty.</param>
/// <param name="InvoiceNumber">Invoice a credit memo applies to, or empty.</param>
/// <param name="Lines">Lines by line number.</param>
public sealed record ErpDocument(
    Guid Id, string Number, string ExternalNumber, string CustomerNumber, string Status, string Currency,
    decimal TotalExcludingTax, decimal TotalTax, decimal TotalIncludingTax, decimal Remaining, string OrderNumber, string InvoiceNumber, IReadOnlyList<ErpDocumentLine> Lines);
