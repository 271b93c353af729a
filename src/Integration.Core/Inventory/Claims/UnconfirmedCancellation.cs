namespace ErpSync.Inventory;

/// <summary>Cancelled units that a snapshot still nets because the ERP has not heard of the cancellation: the stock is low by as much.</summary>
/// <param name="Order">Order id.</param>
/// <param name="Line">Line.</param>
/// <param name="Quantity">Units.</param>
public sealed record UnconfirmedCancellation(string Order, int Line, decimal Quantity);
