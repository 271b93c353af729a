namespace ErpSync.Model;

/// <summary>Tax that the sales channel owes and remits.</summary>
/// <param name="Code">Tax code.</param>
/// <param name="Amount">Amount.</param>
public sealed record FacilitatorTax(string Code, Money Amount);
