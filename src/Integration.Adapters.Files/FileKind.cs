namespace ErpSync.Adapters.Files;

/// <summary>What a file holds.</summary>
public enum FileKind
{
    /// <summary>Stock snapshots: one row per SKU and location.</summary>
    Stock,

    /// <summary>Shipment confirmations: one row per shipment and SKU.</summary>
    Shipments,

    /// <summary>Returns with disposition: one row per return and SKU.</summary>
    Returns,
}
