namespace ErpSync.Model;

/// <summary>Kind of an ERP sales document.</summary>
public enum SalesDocumentKind
{
    /// <summary>Order, to be shipped and invoiced.</summary>
    SalesOrder,

    /// <summary>Invoice without an order.</summary>
    SalesInvoice,

    /// <summary>Credit memo.</summary>
    CreditMemo,

    /// <summary>Return order.</summary>
    ReturnOrder,
}
