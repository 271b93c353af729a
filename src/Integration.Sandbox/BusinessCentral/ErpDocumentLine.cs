namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>One line of a sales document.</summary>
/// <param name="Sequence">Line number, usually in steps of 10,000.</param>
/// <param name="LineType">OData name of the type: <c>Item</c>, <c>Account</c>, <c>Comment</c>.</param>
/// <param name="Number">Item or account number.</param>
/// <param name="Description">Text.</param>
/// <param name="Quantity">Quantity.</param>
/// <param name="UnitPrice">Price, with or without tax as the header says.</param>
/// <param name="NetAmount">Amount after all discounts, before tax.</param>
/// <param name="TaxAmount">Tax.</param>
/// <param name="Shipped">Quantity shipped; orders only.</param>
/// <param name="Invoiced">Quantity invoiced; orders only.</param>
/// <param name="Location">Location code, or empty.</param>
public sealed record ErpDocumentLine(
    int Sequence, string LineType, string Number, string Description, decimal Quantity, decimal UnitPrice, decimal NetAmount, decimal TaxAmount,
    decimal Shipped, decimal Invoiced, string Location);
