namespace ErpSync.Finance.Histories;

/// <summary>When lines that never leave a warehouse (gift cards, services, free-text lines) count as delivered.</summary>
public enum UnshippedDelivery
{
    /// <summary>With the first payment, or when the order is placed if nothing is to be paid. Default.</summary>
    OnPayment,

    /// <summary>With the parcel that leaves nothing to ship; orders without goods as for <see cref="OnPayment"/>. For ERPs that invoice them with the goods.</summary>
    WithLastGoods,
}
