namespace ErpSync.Planning.Documents;

/// <summary>A line of a document as it was written.</summary>
/// <param name="SourceLine">Id of the shop's order or shipping line, or null.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Amount">Line amount after discount in the document's currency, with tax when its prices include it.</param>
/// <param name="PostedQuantity">Units the ERP has posted.</param>
public sealed record WrittenLine(string? SourceLine, decimal Quantity, decimal Amount, decimal PostedQuantity = 0m);
