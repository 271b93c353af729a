namespace ErpSync.Model;

/// <summary>A posted invoice or credit memo with its taxes. Posted documents never change.</summary>
/// <param name="Number">Number in the ERP; ledger entries carry it.</param>
/// <param name="Gross">Total with tax, in the currency of the document. Positive on invoices and on credit memos.</param>
/// <param name="Taxes">Tax line by line in document order, signed like <paramref name="Gross"/>; lines without any amount are left out.</param>
public sealed record PostedDocument(string Number, Money Gross, IReadOnlyList<PostedTax> Taxes);
