namespace ErpSync.Model;

/// <summary>Tax of a document line.</summary>
/// <param name="Code">Tax code.</param>
/// <param name="Rate">Rate as a fraction.</param>
/// <param name="Amount">Amount, or null when the ERP computes it.</param>
public sealed record DocumentTax(string Code, decimal Rate, Money? Amount);
