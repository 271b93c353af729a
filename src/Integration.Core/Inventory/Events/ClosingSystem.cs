namespace ErpSync.Inventory;

/// <summary>A system in which an order is closed.</summary>
public enum ClosingSystem
{
    /// <summary>The shop.</summary>
    Shop,

    /// <summary>The ERP.</summary>
    Erp,
}
