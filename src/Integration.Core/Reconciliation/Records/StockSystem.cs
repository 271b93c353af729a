namespace ErpSync.Reconciliation.Records;

/// <summary>A system that shows stock.</summary>
public enum StockSystem
{
    /// <summary>Warehouse.</summary>
    Wms,

    /// <summary>ERP.</summary>
    Erp,

    /// <summary>Shop.</summary>
    Shop,
}
