namespace ErpSync.Sandbox.Shopify;

/// <summary>A payout as the shop knows it.</summary>
/// <param name="Id">Number.</param>
/// <param name="Reference">What the bank line carries.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Net">What reaches the bank, in shop currency.</param>
/// <param name="Fees">Fees taken from it.</param>
/// <param name="Status"><c>SCHEDULED</c>, <c>PAID</c>, <c>FAILED</c> or <c>CANCELED</c>.</param>
public sealed record ShopPayout(long Id, string Reference, DateTimeOffset IssuedAt, decimal Net, decimal Fees, string Status);
