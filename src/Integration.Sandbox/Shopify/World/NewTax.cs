namespace ErpSync.Sandbox.Shopify;

/// <summary>One tax of a line.</summary>
/// <param name="Title">Name on the receipt.</param>
/// <param name="Rate">Rate as a fraction, for example 0.19; not negative.</param>
public sealed record NewTax(string Title, decimal Rate);
