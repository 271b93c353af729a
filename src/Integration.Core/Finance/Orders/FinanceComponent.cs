namespace ErpSync.Finance.Orders;

/// <summary>A part of a bundle.</summary>
/// <param name="Id">Id within the bundle.</param>
/// <param name="StandAlonePrice">Price it would have alone; weight of its share.</param>
/// <param name="Quantity">Units per bundle.</param>
/// <param name="UnitCost">Cost of a unit, or null.</param>
public sealed record FinanceComponent(string Id, decimal StandAlonePrice, decimal Quantity, decimal? UnitCost);
