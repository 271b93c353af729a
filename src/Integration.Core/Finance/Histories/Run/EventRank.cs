namespace ErpSync.Finance.Histories.Run;

/// <summary>Order of events of one instant: what another one builds on comes first.</summary>
internal enum EventRank
{
    Exchange,
    Edit,
    Receipt,
    Delivery,
    LateReceipt,
    Refund,
    GoodsBack,
    RefundPayment,
}
