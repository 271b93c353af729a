namespace ErpSync.Model;

/// <summary>The posted document that a credit memo or payment settles.</summary>
/// <param name="Kind">Invoice or credit memo.</param>
/// <param name="Number">Posted number.</param>
public sealed record AppliesTo(SalesDocumentKind Kind, string Number);
