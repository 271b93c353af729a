namespace ErpSync.Finance.Orders;

/// <summary>Loyalty points earned with an order.</summary>
/// <param name="PointsStandAlonePrice">What the points would cost alone.</param>
/// <param name="ExpectedPoints">Points expected to be used.</param>
public sealed record LoyaltyTerms(decimal PointsStandAlonePrice, decimal ExpectedPoints);
