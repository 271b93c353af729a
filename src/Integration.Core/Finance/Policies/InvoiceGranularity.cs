namespace ErpSync.Finance.Policies;

/// <summary>What one invoice covers.</summary>
public enum InvoiceGranularity
{
    /// <summary>One shipment. Default.</summary>
    PerShipment,

    /// <summary>The whole order, when nothing is left to ship.</summary>
    PerOrder,

    /// <summary>All shipments of a day per channel, gateway and currency.</summary>
    DailySummary,
}
