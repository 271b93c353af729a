namespace ErpSync.Planning;

/// <summary>Which system executes shipments.</summary>
public enum FulfilmentExecutor
{
    /// <summary>The ERP (or the WMS behind it) ships; the shop is told.</summary>
    Erp,

    /// <summary>The shop ships; shipped quantities are posted in the ERP, on the day on which they left.</summary>
    Shop,
}
