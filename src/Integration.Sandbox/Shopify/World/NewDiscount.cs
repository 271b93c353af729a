namespace ErpSync.Sandbox.Shopify;

/// <summary>A discount on an order, on one of its lines or on its shipping. Exactly one of percentage and amount is set.</summary>
/// <param name="Name">Code or title.</param>
/// <param name="Kind">Where it came from. Default <see cref="NewDiscountKind.Code"/>.</param>
/// <param name="Percentage">Percent between 0 and 100.</param>
/// <param name="Amount">Amount in shop currency; never more than what it applies to.</param>
/// <param name="Line">Zero-based index of the only line it applies to; null for the whole order.</param>
/// <param name="OnShipping">Whether it lowers the shipping lines instead of the goods.</param>
public sealed record NewDiscount(
    string Name,
    NewDiscountKind Kind = NewDiscountKind.Code,
    decimal? Percentage = null,
    decimal? Amount = null,
    int? Line = null,
    bool OnShipping = false);
