namespace ErpSync.Model;

/// <summary>A document line as the ERP has it.</summary>
/// <param name="Key">Key of the line within the document (its line number).</param>
/// <param name="Number">Item or account number; empty for a comment.</param>
/// <param name="Quantity">Units on the document.</param>
/// <param name="ShippedQuantity">Units posted as shipped.</param>
/// <param name="InvoicedQuantity">Units posted as invoiced.</param>
/// <param name="Amount">Line amount after line discount, with tax when the document says so.</param>
public sealed record SalesDocumentLineState(
    string Key, string Number, decimal Quantity, decimal ShippedQuantity, decimal InvoicedQuantity, Money Amount);
