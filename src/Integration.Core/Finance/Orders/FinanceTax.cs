namespace ErpSync.Finance.Orders;

/// <summary>A tax of a line.</summary>
/// <param name="Code">Tax code.</param>
/// <param name="Jurisdiction">Jurisdiction.</param>
/// <param name="Rate">Rate as a fraction.</param>
/// <param name="Amount">Amount charged, or null when it is to be derived.</param>
/// <param name="IsFacilitator">True when the sales channel owes it.</param>
public sealed record FinanceTax(string Code, string Jurisdiction, decimal Rate, decimal? Amount, bool IsFacilitator);
