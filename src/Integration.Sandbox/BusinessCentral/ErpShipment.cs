namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>A posted shipment.</summary>
/// <param name="Id">System id.</param>
/// <param name="Number">Shipment number.</param>
/// <param name="OrderNumber">Order it ships.</param>
/// <param name="ExternalNumber">External document number of the order.</param>
/// <param name="Quantities">Shipped quantity by the order's line number.</param>
public sealed record ErpShipment(
    Guid Id, string Number, string OrderNumber, string ExternalNumber, IReadOnlyDictionary<int, decimal> Quantities);
