namespace ErpSync.Planning.Documents.Settings;

/// <summary>Whether refunds become documents.</summary>
public enum RefundMode
{
    /// <summary>Yes. Default.</summary>
    AutoCreate,

    /// <summary>No: they only count for what is left of the order.</summary>
    ImportOnly,
}
