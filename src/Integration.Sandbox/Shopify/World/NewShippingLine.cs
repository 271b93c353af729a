namespace ErpSync.Sandbox.Shopify;

/// <summary>Shipping to charge.</summary>
/// <param name="Title">Name of the method.</param>
/// <param name="Price">Price in shop currency, with tax when the order's prices include it.</param>
/// <param name="Code">Code of the method.</param>
/// <param name="TaxRate">Rate as a fraction; default the shop's standard rate, 0 for no tax.</param>
public sealed record NewShippingLine(string Title, decimal Price, string? Code = null, decimal? TaxRate = null);
