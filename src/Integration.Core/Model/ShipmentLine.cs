namespace ErpSync.Model;

/// <summary>Units of one article in a shipment.</summary>
/// <param name="Sku">Item number or SKU in the executing system.</param>
/// <param name="Quantity">Units; negative when a shipment line was undone.</param>
/// <param name="OrderLineKey">Key of the order document's line in the executing system (for example its line number), or null.</param>
/// <param name="ShopLineId">Id of the shop's order line; filled by the planner.</param>
public sealed record ShipmentLine(string Sku, decimal Quantity, string? OrderLineKey = null, string? ShopLineId = null);
