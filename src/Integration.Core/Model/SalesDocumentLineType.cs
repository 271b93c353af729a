namespace ErpSync.Model;

/// <summary>What an ERP document line posts to.</summary>
public enum SalesDocumentLineType
{
    /// <summary>An item.</summary>
    Item,

    /// <summary>An account, named by its role.</summary>
    AccountRole,

    /// <summary>An item charge.</summary>
    ItemCharge,

    /// <summary>Text only.</summary>
    Comment,
}
