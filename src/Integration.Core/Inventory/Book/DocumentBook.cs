namespace ErpSync.Inventory;

/// <summary>A shipment's document and who has reported it.</summary>
internal sealed class DocumentBook(IReadOnlyList<(SkuBook Sku, ShipmentBook Shipment)> shipments)
{
    public IReadOnlyList<(SkuBook Sku, ShipmentBook Shipment)> Shipments { get; } = shipments;

    public bool FromShop { get; set; }
}
