namespace ErpSync.Reconciliation;

/// <summary>Parts of a run, in the order in which they run and sort.</summary>
public enum ReconciliationSection
{
    /// <summary>Shipments against invoices.</summary>
    OrderInvoice,

    /// <summary>Captures against receipts.</summary>
    PaymentReceipt,

    /// <summary>Order totals against captures.</summary>
    OrderPayment,

    /// <summary>Gateway transactions against clearing entries.</summary>
    Transactions,

    /// <summary>Payouts against their transactions.</summary>
    Payout,

    /// <summary>Payouts against bank lines.</summary>
    Bank,

    /// <summary>Money that left the gateway and is not at the bank at the period end.</summary>
    InTransit,

    /// <summary>Refunds against credit memos.</summary>
    RefundDocument,

    /// <summary>Refunds against goods that came back.</summary>
    RefundGoods,

    /// <summary>Tax charged against tax on documents, by jurisdiction and code.</summary>
    Tax,

    /// <summary>Tax on documents against the tax account.</summary>
    TaxLedger,

    /// <summary>Warehouse against ERP.</summary>
    StockErp,

    /// <summary>Warehouse, claims and buffer against the shop.</summary>
    StockShop,

    /// <summary>Open order lines against claims.</summary>
    Claims,

    /// <summary>Events against posting dates.</summary>
    CutOff,

    /// <summary>Balances against opening balances, movements and open items.</summary>
    RollForward,

    /// <summary>Expected journal against the general ledger, by order and account.</summary>
    GeneralLedger,
}
