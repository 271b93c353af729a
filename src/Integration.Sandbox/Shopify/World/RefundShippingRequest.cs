namespace ErpSync.Sandbox.Shopify;

/// <summary>Shipping to refund.</summary>
/// <param name="ShippingLineId">Number of the shipping line.</param>
/// <param name="Amount">Amount in shop currency, tax included as in the order; null for what is left.</param>
public sealed record RefundShippingRequest(long ShippingLineId, decimal? Amount = null);
