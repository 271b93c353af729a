namespace ErpSync.Model;

/// <summary>Tax of a document per code and rate.</summary>
/// <param name="Code">Tax code.</param>
/// <param name="Rate">Rate as a fraction.</param>
/// <param name="Base">Net value taxed.</param>
/// <param name="Amount">Tax.</param>
public sealed record TaxTotal(string Code, decimal Rate, Money Base, Money Amount);
