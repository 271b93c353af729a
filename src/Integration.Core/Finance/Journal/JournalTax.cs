namespace ErpSync.Finance.Journal;

/// <summary>An entry of the tax report, in document currency. Credits are negative.</summary>
/// <param name="TaxCode">Tax code.</param>
/// <param name="Jurisdiction">Jurisdiction.</param>
/// <param name="Rate">Rate as a fraction.</param>
/// <param name="Base">Net value taxed.</param>
/// <param name="Amount">Tax.</param>
/// <param name="IsFacilitator">True when a sales channel owes it.</param>
public sealed record JournalTax(string TaxCode, string Jurisdiction, decimal Rate, decimal Base, decimal Amount, bool IsFacilitator);
