namespace ErpSync.Finance.Orders;

/// <summary>A discount: an amount, or a rate of the list value.</summary>
/// <param name="Amount">Amount, or null.</param>
/// <param name="Rate">Rate as a fraction, or null.</param>
public sealed record FinanceDiscount(decimal? Amount, decimal? Rate);
