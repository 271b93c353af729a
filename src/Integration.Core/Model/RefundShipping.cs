namespace ErpSync.Model;

/// <summary>Shipping money a refund gives back.</summary>
/// <param name="ShippingLineId">Id of the shipping line.</param>
/// <param name="Amount">Amount, with tax when <see cref="Order.TaxesIncluded"/>.</param>
/// <param name="Tax">Tax given back.</param>
public sealed record RefundShipping(string ShippingLineId, MoneyPair Amount, MoneyPair Tax);
