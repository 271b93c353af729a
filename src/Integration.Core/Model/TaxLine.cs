namespace ErpSync.Model;

/// <summary>One tax on a line as charged. Amounts charged are facts and are never recomputed.</summary>
/// <param name="Code">Title or code of the tax, for example <c>DE VAT</c>.</param>
/// <param name="Rate">Rate as a fraction, 0.19 for 19 %.</param>
/// <param name="Amount">Amount charged for the whole line.</param>
/// <param name="ChannelLiable">True when the sales channel owes this tax (marketplace facilitator). Only an explicit true counts.</param>
public sealed record TaxLine(string Code, decimal Rate, MoneyPair Amount, bool ChannelLiable = false);
