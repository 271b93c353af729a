namespace ErpSync.Model;

/// <summary>State of a document in the ERP.</summary>
public enum SalesDocumentStatus
{
    /// <summary>Open for editing.</summary>
    Open,

    /// <summary>Released to the warehouse.</summary>
    Released,

    /// <summary>Some quantities are posted.</summary>
    PartlyPosted,

    /// <summary>Completely posted.</summary>
    Posted,

    /// <summary>Cancelled or deleted before anything was posted.</summary>
    Cancelled,
}
