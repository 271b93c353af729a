namespace ErpSync.Finance.Histories;

/// <summary>When the books take note of money that was received.</summary>
public enum ReceiptMoment
{
    /// <summary>When it is paid; until the invoice it is a liability. Default.</summary>
    OnPayment,

    /// <summary>Once the first invoice of the order is posted, at once to the receivable: for books that wait for it.</summary>
    AfterInvoice,

    /// <summary>Not with the orders: somebody books it elsewhere.</summary>
    NotBooked,
}
