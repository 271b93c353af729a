namespace ErpSync.Planning.Documents.Settings;

/// <summary>Where the items of an exchange go.</summary>
public enum ExchangeDocument
{
    /// <summary>On a document of their own. Default.</summary>
    Separate,

    /// <summary>With negative quantity on the credit memo of their return.</summary>
    NetOnCreditMemo,
}
