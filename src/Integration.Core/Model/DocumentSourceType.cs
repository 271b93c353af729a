namespace ErpSync.Model;

/// <summary>Kind of commerce event behind a document.</summary>
public enum DocumentSourceType
{
    /// <summary>The order itself.</summary>
    Order,

    /// <summary>Exchange items of a return (id = return id).</summary>
    Exchange,

    /// <summary>A refund.</summary>
    Refund,
}
