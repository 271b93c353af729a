namespace ErpSync.Sandbox.Shopify;

/// <summary>A refund as the shop knows it.</summary>
/// <param name="Id">Number.</param>
/// <param name="Total">Value of its parts with tax and adjustments, in shop currency.</param>
/// <param name="Paid">Money paid back, in shop currency.</param>
/// <param name="IsPending">Whether money is still on its way.</param>
public sealed record ShopRefund(long Id, decimal Total, decimal Paid, bool IsPending);
