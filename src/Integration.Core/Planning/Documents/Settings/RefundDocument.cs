namespace ErpSync.Planning.Documents.Settings;

/// <summary>Kind of document that a refund becomes.</summary>
public enum RefundDocument
{
    /// <summary>Credit memo. Default.</summary>
    CreditMemo,

    /// <summary>Return order.</summary>
    ReturnOrder,
}
