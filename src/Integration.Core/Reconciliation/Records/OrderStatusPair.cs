namespace ErpSync.Reconciliation.Records;

/// <summary>What both systems call the state of an order; shown with a stuck claim.</summary>
/// <param name="Order">Order number.</param>
/// <param name="Shop">State in the shop.</param>
/// <param name="Erp">State in the ERP.</param>
public sealed record OrderStatusPair(string Order, string Shop, string Erp);
