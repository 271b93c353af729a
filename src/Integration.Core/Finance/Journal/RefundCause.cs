namespace ErpSync.Finance.Journal;

/// <summary>Why something is refunded.</summary>
public enum RefundCause
{
    /// <summary>Not stated.</summary>
    None,

    /// <summary>Goods come back.</summary>
    ReturnedGoods,

    /// <summary>Goods stay with the customer.</summary>
    KeptGoods,

    /// <summary>The sale was fraudulent.</summary>
    Fraud,

    /// <summary>The price was lowered.</summary>
    PriceAdjustment,

    /// <summary>Units were never shipped.</summary>
    CancelledUnshipped,

    /// <summary>Shipping is given back.</summary>
    ShippingRefund,

    /// <summary>Goodwill.</summary>
    Goodwill,

    /// <summary>A duty or a fee is given back.</summary>
    ChargeRefund,
}
