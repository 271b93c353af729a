namespace ErpSync.Finance.Policies;

/// <summary>When shipping charged to a customer becomes income.</summary>
public enum ShippingRecognition
{
    /// <summary>With each shipment, by the value of its goods. Default.</summary>
    ProRataGoodsValue,

    /// <summary>All with the first shipment.</summary>
    FirstShipment,

    /// <summary>All with the last shipment.</summary>
    LastShipment,

    /// <summary>As each shipment states.</summary>
    PerShipmentCharge,
}
