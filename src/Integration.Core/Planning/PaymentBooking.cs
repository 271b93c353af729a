namespace ErpSync.Planning;

/// <summary>Which payments of a shop's orders are booked in the ERP.</summary>
public enum PaymentBooking
{
    /// <summary>None: finance books them elsewhere, for example from payout reports.</summary>
    None,

    /// <summary>Money received: sales and captures, once the order's goods are invoiced.</summary>
    Receipts,

    /// <summary>
    /// Also money paid back, once its credit memo is posted; what was paid back for units cancelled before their invoice has none and goes on account, once something of
    /// the order is invoiced. An ERP that cannot post it prepares it for a person or makes it a case; see the page of its adapter.
    /// </summary>
    ReceiptsAndRefunds,
}
