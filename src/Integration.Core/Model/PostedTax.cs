namespace ErpSync.Model;

/// <summary>Tax of one line of a posted document, in the currency of the document.</summary>
/// <param name="Code">Tax code as the ERP names it.</param>
/// <param name="Rate">Rate as a fraction, <c>0.19</c> for 19 %.</param>
/// <param name="Base">Amount taxed, after all discounts.</param>
/// <param name="Amount">Tax; zero for an untaxed line.</param>
public sealed record PostedTax(string Code, decimal Rate, Money Base, Money Amount);
